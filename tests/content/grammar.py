"""What stands in for Voikko's package, with its names: a grammar that knows two words."""

from typing import ClassVar


class VoikkoException(Exception):  # noqa: N818 - the name that the package gives it
    """What the package raises without a dictionary."""


class GrammarModule:
    """As a module: its ``Voikko`` knows a browser, and where to break one long word."""

    VoikkoException = VoikkoException
    wishes: ClassVar[dict[str, bool | int]] = {}

    class Voikko:
        """The handle of the library; what it is asked to be is kept in ``wishes``."""

        def __init__(self, language: str) -> None:
            assert language == "fi"

        def setNoUglyHyphenation(self, is_set: bool) -> None:  # noqa: N802 - as the package
            """Whether breaks may be ugly."""
            GrammarModule.wishes["ugly"] = not is_set

        def setHyphenateUnknownWords(self, is_set: bool) -> None:  # noqa: N802 - as the package
            """Whether words that it does not know are broken, too."""
            GrammarModule.wishes["unknown"] = is_set

        def setMinHyphenatedWordLength(self, length: int) -> None:  # noqa: N802 - as the package
            """From how many letters a word is broken."""
            GrammarModule.wishes["from"] = length

        def analyze(self, word: str) -> list[dict[str, str]]:
            """The readings of a word."""
            is_known = word.lower() == "selain"
            return [{"BASEFORM": "selain", "CLASS": "nimisana"}] if is_known else []

        def hyphenate(self, word: str, separator: str, _may_change: bool) -> str:
            """The word with its breaks."""
            return word.replace("verkkosivuja", f"verkko{separator}sivuja")


class NoDictionary:
    """As a module: the package is there, the dictionary is not."""

    VoikkoException = VoikkoException

    class Voikko:
        """Cannot be made."""

        def __init__(self, _language: str) -> None:
            raise VoikkoException("No valid dictionaries were found")
