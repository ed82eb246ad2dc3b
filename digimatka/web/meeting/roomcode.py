"""Room codes: made for a meeting, read as people write them, drawn for phones."""

import secrets

from digimatka.usecases.meet import ALPHABET, CODE_LENGTH


def make() -> str:
    """A new code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def read(typed: str) -> str | None:
    """The code that somebody has typed, in any case and with any spaces; None if it is none."""
    code = "".join(char for char in typed.upper() if char.isalnum())
    is_code = len(code) == CODE_LENGTH and set(code) <= set(ALPHABET)
    return code if is_code else None
