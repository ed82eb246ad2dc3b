"""Sends the static files."""

from typing import Final

from flask import Blueprint, Response, abort, request

from digimatka.web.guard import public
from digimatka.web.services import services

YEAR: Final = 31_536_000
blueprint = Blueprint("static", __name__)


@blueprint.get("/static/<path:name>")
@public
def file(name: str) -> Response:
    """A static file in the best coding the browser takes; for ever, since its name says which."""
    asset = services().assets.get(name)
    if asset is None:
        abort(404)
    accepted = request.headers.get("Accept-Encoding", "")
    coding = next((coding for coding in asset.codings if coding in accepted), "")
    response = Response(asset.body(coding), mimetype=None, content_type=asset.mime)
    if coding:
        response.headers["Content-Encoding"] = coding
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = (
        f"public, max-age={YEAR}, immutable"
        if request.args.get("v") == asset.version
        else "public, no-cache"
    )
    response.set_etag(asset.version)
    response.make_conditional(request)
    return response
