"""Reading what came from elsewhere: what is open, what was answered, and what a version would change here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.definition.comparing import Part, parts_that_differ
from eroba.capabilities.services.models import ArrivedVersion, Service
from eroba.capabilities.services.national import NationalService, last_common_content, national_catalogue
from eroba.kernel.base.errors import NotFound

MOST_ANSWERED = 30


@dataclass(frozen=True)
class OfferedHere:
    """A service of this town beside the national catalogue's."""

    service: Service
    national: NationalService | None

    @property
    def is_as_national(self) -> bool:
        """Whether the version in force is the national catalogue's, word by word."""
        return self.national is not None and self.service.current.content_hash == self.national.content_hash

    @property
    def own_count(self) -> int:
        """How many amounts and acts the town has set itself."""
        return len(self.service.own_settings) + len(self.service.own_acts)


@dataclass(frozen=True)
class CatalogueHere:
    """The services of this town and those of the national catalogue that it does not offer yet."""

    offered: Sequence[OfferedHere]
    not_taken_over: Sequence[NationalService]


@dataclass(frozen=True)
class Comparison:
    """What a version that arrived would change in this town."""

    arrived: ArrivedVersion
    standing: Service | None
    parts: Sequence[Part]
    kept: Sequence[tuple[str, str]] = field(default_factory=list)
    """The town's own values, which stay in force: what, and how much."""
    dropped: Sequence[str] = ()
    """Own values for which the new version has no place any more."""

    @property
    def standing_hash(self) -> str:
        """The hash of the version this was compared with."""
        return self.standing.current.content_hash if self.standing else ""

    @property
    def count(self) -> int:
        """How many places differ."""
        return sum(len(part.differences) for part in self.parts)

    @property
    def own_count(self) -> int:
        """In how many of them the town would give up words of its own."""
        return sum(one.is_own for part in self.parts for one in part.differences)


def catalogue_here() -> CatalogueHere:
    """What the town offers, and what it could."""
    known = {one.code: one for one in national_catalogue()}
    services = list(Service.objects.select_related("current").defer("current__content"))
    offered = [OfferedHere(service, known.get(service.code)) for service in services]
    codes = {service.code for service in services}
    return CatalogueHere(
        sorted(offered, key=lambda one: one.service.title),
        [one for one in known.values() if one.code not in codes],
    )


def open_arrivals() -> list[ArrivedVersion]:
    """What the town has still to answer, the latest first."""
    return list(ArrivedVersion.objects.filter(answer=ArrivedVersion.Answer.OPEN).defer("content"))


def answered_arrivals() -> list[ArrivedVersion]:
    """What the town has answered, the latest first."""
    answered = ArrivedVersion.objects.exclude(answer=ArrivedVersion.Answer.OPEN).defer("content")
    return list(answered.order_by("-answered_at")[:MOST_ANSWERED])


def comparison_of(arrived_id: UUID) -> Comparison:
    """One version that arrived, compared with the town's; raises NotFound when none such arrived here."""
    arrived = ArrivedVersion.objects.filter(pk=arrived_id).first()
    if arrived is None:
        raise NotFound(_("No such version has arrived in this town."))
    standing = Service.objects.select_related("current").filter(code=arrived.code).first()
    if standing is None:
        return Comparison(arrived, None, ())
    base = last_common_content(arrived.code) if arrived.source == ArrivedVersion.Source.NATIONAL else None
    parts = parts_that_differ(standing.current.content, arrived.content, base)
    titles = {one["code"]: one["title"] for one in arrived.content["service"].get("settings", ())}
    laws = {one["code"]: one["title"] for one in arrived.content["service"].get("legal", ())}
    own = [*_named(standing.own_settings, titles), *_named(standing.own_acts, laws)]
    kept = [(title, value) for title, value in own if title]
    known = {**titles, **laws}
    dropped = [code for code in (*standing.own_settings, *standing.own_acts) if code not in known]
    return Comparison(arrived, standing, parts, kept, dropped)


def _named(own: dict, titles: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    language = (get_language() or "ka").split("-")[0]
    named = []
    for code, value in own.items():
        title = titles.get(code, {})
        said = value.get(f"title_{language}") or value["title_ka"] if isinstance(value, dict) else str(value)
        named.append((title.get(language) or title.get("ka", ""), said))
    return named
