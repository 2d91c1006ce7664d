"""Getting a town ready: what of the portal there is and what is still missing, and everything of it taken back."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.portal import actions
from eroba.capabilities.portal.queries import known_settlements
from eroba.kernel.actions import Actor
from eroba.kernel.registry import OpeningStep
from eroba.kernel.tenancy.models import Municipality, Settlement
from eroba.kernel.tenancy.scope import current_municipality
from eroba.kernel.ui.palette import TOWN_FILLS, contrast, town_colour

LIGHT = "#ffffff"
READABLE = 4.5


@dataclass(frozen=True)
class Legible:
    """How well white words are read on the town's colour, as a ratio; 4.5 is what everybody can read."""

    ratio: float

    @property
    def is_enough(self) -> bool:
        """Whether it reaches what the accessibility rules ask."""
        return self.ratio >= READABLE


def legible(town: Municipality) -> Legible:
    """The contrast of the town's colour with the white words on it."""
    return Legible(contrast(TOWN_FILLS[town_colour(town.colour, town.slug)], LIGHT))


def portal_steps() -> list[OpeningStep]:
    """How the town presents itself, and where its people live."""
    town = current_municipality()
    return [_look(town), _settlements(town)]


def _look(town: Municipality) -> OpeningStep:
    said = {
        _("address of the town hall, in Georgian"): town.address_ka,
        _("telephone"): town.phone,
        _("e-mail address"): town.email,
    }
    colour = legible(town)
    names = dict(settings.LANGUAGES)
    done = [
        *[name for name, value in said.items() if value],
        format_lazy(_("languages: {names}"), names=", ".join(str(names[code]) for code in town.languages)),
        format_lazy(_("colour, read with a contrast of {ratio} to 1"), ratio=f"{colour.ratio:.1f}"),
    ]
    advice = [] if town.crest_file else [_("a picture of the crest; until then its letter is drawn")]
    if not town.address_en:
        advice.append(_("the address in English"))
    missing = [name for name, value in said.items() if not value]
    if not colour.is_enough:
        missing.append(_("a colour on which white words can be read"))
    return OpeningStep(
        code="look",
        title=_("Texts, crest, colour, languages"),
        text=_("What residents see first: how to reach the town hall, in which languages, in which colour."),
        address="town_desk:town",
        order=10,
        done=done,
        missing=missing,
        advice=advice,
        undo=_forget_look,
    )


def _settlements(town: Municipality) -> OpeningStep:
    known = known_settlements(town)
    count = len(known.settlements)
    counted = format_lazy(_("{count} settlements"), count=count)
    gap = format_lazy(
        _("{known} of {all} villages are named"), known=known.known_villages, all=known.village_count
    )
    return OpeningStep(
        code="settlements",
        title=_("Settlements"),
        text=_("Residents choose where they live from this list."),
        address="town_desk:settlements",
        order=20,
        done=[counted] if count else [],
        missing=[] if Settlement.objects.exists() else [_("at least one settlement")],
        advice=[] if known.is_complete else [gap],
    )


def _forget_look(by: Actor) -> None:
    nothing = actions.Description(
        address_ka="", address_en="", phone="", email="", colour=1,
        languages=tuple(code for code, _name in settings.LANGUAGES),
    )  # fmt: skip
    actions.describe_town(by, description=nothing)
    actions.change_crest(by, picture=None)
