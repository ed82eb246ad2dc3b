"""Whole numbers that a browser sends. Whatever else it sends for one is none, and no crash."""

from typing import Final

from flask import request

LONGEST: Final = 18  # digits: what a database takes; Python itself refuses to read thousands


def read_number(text: str) -> int | None:
    """A whole number from 0 on, or None."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= LONGEST
    return int(text) if is_number else None


def number(name: str) -> int | None:
    """The whole number that the form sends by this name, or None."""
    return read_number(request.form.get(name, ""))


def numbers(name: str) -> set[int]:
    """All the whole numbers that the form sends by one name."""
    found = map(read_number, request.form.getlist(name))
    return {one for one in found if one is not None}
