"""The town as it stands on top of a letter: its full name, its colour, where to find it."""

from django.utils.translation import override

from eroba.kernel.documents.letters import LetterHead
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.ui.palette import town_colour

# The colours of ui/assets/scss/_towns.scss, which paper needs as numbers; a test compares them.
INKS = {
    "saperavi": "#7a1f3d",
    "tea": "#22603f",
    "sea": "#17566f",
    "honey": "#7a5200",
    "tkemali": "#653267",
    "supra": "#2f4590",
    "pomegranate": "#96222f",
    "slate": "#44546a",
    "terracotta": "#8d4022",
    "pine": "#1c5a52",
    "walnut": "#63493a",
    "iris": "#4e4196",
}
# Cities that govern themselves are called "city of" in law.
_CITIES = {"tbilisi", "batumi", "kutaisi", "poti", "rustavi"}
_UNEXPECTED_GENITIVES = {"ყვარელი": "ყვარლის"}


def letter_head(municipality: Municipality, language: str) -> LetterHead:
    """Give the head of a town's letters in one language, with the town's name in the other below."""
    second = "en" if language == "ka" else "ka"
    with override(language):
        lines = (municipality.address, municipality.phone, municipality.email)
    return LetterHead(
        slug=municipality.slug,
        name=town_hall_name(municipality, language),
        second_name=town_hall_name(municipality, second),
        colour=INKS[town_colour(municipality.colour, municipality.slug)],
        contact_lines=tuple(line for line in lines if line),
    )


def town_hall_name(municipality: Municipality, language: str) -> str:
    """Give the full name of a town hall: "ოზურგეთის მუნიციპალიტეტის მერია", "Ozurgeti Municipality Town Hall"."""
    is_city = municipality.slug in _CITIES
    if language != "ka":
        town = f"City of {municipality.name_en}" if is_city else municipality.name_en
        return f"{town} Municipality Town Hall"
    town = genitive(municipality.name_ka)
    return f"{'ქალაქ ' if is_city else ''}{town} მუნიციპალიტეტის მერია"


def genitive(name: str) -> str:
    """Put a Georgian place name into the genitive: ოზურგეთი, ოზურგეთის; ქედა, ქედის; ხულო, ხულოს."""
    if name in _UNEXPECTED_GENITIVES:
        return _UNEXPECTED_GENITIVES[name]
    return f"{name[:-1]}ის" if name[-1:] in set("იეა") else f"{name}ს"
