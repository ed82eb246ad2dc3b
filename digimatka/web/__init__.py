"""Turns a request into a use case, and what comes of it into a page or a fragment."""
