"""A text in several languages that prints itself in the reader's, and falls back to Georgian, which binds."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

BINDING_LANGUAGE = "ka"
REQUIRED_LANGUAGES = ("ka", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One text per language; `str()` gives the reader's language."""

    in_languages: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, by_language: Mapping[str, str]) -> "Text":
        """Make a text from a mapping of language code to words."""
        return cls(tuple(sorted((code, words.strip()) for code, words in by_language.items())))

    def in_language(self, code: str) -> str:
        """Return the words in a language, else in Georgian, else in whichever there is."""
        words = dict(self.in_languages)
        return words.get(code) or words.get(BINDING_LANGUAGE) or next(iter(words.values()), "")

    def missing_languages(self) -> tuple[str, ...]:
        """Return the required languages in which this text has no words."""
        words = dict(self.in_languages)
        return tuple(code for code in REQUIRED_LANGUAGES if not words.get(code))

    def __str__(self) -> str:
        return self.in_language((get_language() or BINDING_LANGUAGE).split("-")[0])

    def __bool__(self) -> bool:
        return any(words for _code, words in self.in_languages)


NO_TEXT = Text()
