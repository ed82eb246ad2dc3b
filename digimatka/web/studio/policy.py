"""The pages that need a policy of their own: the editor, and the preview that stands beside it.

All else keeps the policy of ``guard``: no style inside a page, no frame anywhere.
"""

from typing import Final

from flask import Response

from digimatka.web.guard import CONTENT_SECURITY_POLICY

HEADER: Final = "Content-Security-Policy"


def with_editor(response: Response, nonce: str) -> Response:
    """Lets the page hold the style that CodeMirror makes, and a frame of our own."""
    policy = CONTENT_SECURITY_POLICY.replace(
        "style-src 'self'", f"style-src 'self' 'nonce-{nonce}'; frame-src 'self'"
    )
    response.headers[HEADER] = policy
    return response


def in_frame(response: Response) -> Response:
    """Lets the page stand in a frame of ours."""
    policy = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    response.headers[HEADER] = policy
    return response
