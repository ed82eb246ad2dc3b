"""Argon2 as cheap as it gets, for tests: what it costs is no matter of theirs."""

from typing import Final

from argon2 import PasswordHasher

HASHER: Final = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
