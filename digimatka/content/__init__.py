"""Turns the files of a journey into a checked, frozen ``Journey``, or into placed problems."""
