"""Työllistymisen digimatka: a gamified learning path for finding work with digital tools."""

__version__ = "0.1.0"
