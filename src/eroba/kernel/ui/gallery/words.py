"""Sample words in two languages. They are not messages of the product, so they stay out of the catalogues."""

from dataclasses import dataclass

from django.utils.translation import get_language


def both(georgian: str, english: str) -> str:
    """Say it in the language being read."""
    return georgian if (get_language() or "en").startswith("ka") else english


@dataclass(frozen=True)
class SampleTown:
    """Stands in for a municipality, so that the gallery needs no database."""

    slug: str = "ozurgeti"
    name_ka: str = "ოზურგეთი"
    name_en: str = "Ozurgeti"
    colour: str = "tea"

    @property
    def name(self) -> str:
        """The town's name in the language being read."""
        return both(self.name_ka, self.name_en)

    @property
    def crest_letter(self) -> str:
        """The first letter of its Georgian name, in every language."""
        return self.name_ka[:1]


def sample_town(colour: str = "") -> SampleTown:
    """Give the sample town, in any colour of the palette."""
    return SampleTown(colour=colour or "tea")
