"""Opening a town, and saying how it presents itself: its contact, its look, what it offers, its settlements."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from eroba.capabilities.portal import facts
from eroba.capabilities.portal.rules import may_open_town, may_set_up_town
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.errors import BadInput, NotFound, Refusal
from eroba.kernel.base.text import search_key
from eroba.kernel.documents.actions import keep_upload
from eroba.kernel.documents.uploads import AcceptedUpload
from eroba.kernel.registry import Capability
from eroba.kernel.tenancy.models import Municipality, Settlement
from eroba.kernel.tenancy.scope import current_municipality


@dataclass(frozen=True, kw_only=True)
class Description:
    """How a town presents itself: where and how to reach it, its colour and its languages."""

    address_ka: str
    address_en: str
    phone: str
    email: str
    colour: int
    languages: tuple[str, ...]


@action(may=may_open_town)
def open_town(by: Actor, *, town: Municipality) -> Done[Municipality]:
    """Opens a town: from now on its pages answer. All capabilities are on."""
    if town.is_open:
        raise Refusal(_("This town is open already."))
    town.is_open = True
    town.save(update_fields=["is_open"])
    opened = facts.TownOpened(None)
    return Done(town, subject=town, before={"is_open": False}, after={"is_open": True}, facts=[opened])


@action(may=may_set_up_town)
def describe_town(by: Actor, *, description: Description) -> Done[Municipality]:
    """Change what the town's pages say about it."""
    town = _held_town()
    before = _described(town)
    after = asdict(description) | {"languages": list(description.languages)}
    for name in ("address_ka", "address_en", "phone", "email", "colour"):
        setattr(town, name, after[name])
    town.settings = town.settings | {"languages": after["languages"]}
    town.save()
    return Done(town, subject=town, before=before, after=after, facts=[facts.TownDescribed(None)])


@action(may=may_set_up_town)
def change_crest(by: Actor, *, picture: AcceptedUpload | None) -> Done[Municipality]:
    """Show this picture as the town's crest; without one the letter is drawn again."""
    town = _held_town()
    before = {"crest_file": town.crest_file}
    kept = keep_upload(by, upload=picture).sha256 if picture else ""
    town.settings = town.settings | {"crest_file": kept}
    town.save(update_fields=["settings"])
    after = {"crest_file": town.crest_file}
    return Done(town, subject=town, before=before, after=after, facts=[facts.TownDescribed(None)])


@action(may=may_set_up_town)
def switch_capability(by: Actor, *, capability: Capability, is_on: bool) -> Done[Municipality]:
    """Offer a capability on the town's pages, or no longer; what was begun can still be finished."""
    if not capability.is_switchable:
        raise BadInput(_("This belongs to every town and cannot be switched off."))
    town = _held_town()
    before = {"switched_off": sorted(town.switched_off)}
    off = town.switched_off - {capability.name} if is_on else town.switched_off | {capability.name}
    town.settings = town.settings | {"switched_off": sorted(off)}
    town.save(update_fields=["settings"])
    after = {"switched_off": sorted(off)}
    return Done(town, subject=town, before=before, after=after, facts=[_switched(capability)])


@action(may=may_set_up_town)
def name_settlement(
    by: Actor, *, kind: str, name_ka: str, name_en: str, settlement_id: UUID | None = None
) -> Done[Settlement]:
    """Add a settlement to the town's list, or mend the name of one."""
    settlement = _settlement(settlement_id)
    others = Settlement.objects.exclude(pk=settlement.pk).filter(kind=kind)
    if any(search_key(other.name_ka) == search_key(name_ka) for other in others):
        raise BadInput(_("A settlement of this kind and name is on the list already."))
    before = {} if settlement_id is None else {"name_ka": settlement.name_ka, "name_en": settlement.name_en}
    settlement.kind, settlement.name_ka, settlement.name_en = kind, name_ka, name_en
    settlement.save()
    named = facts.SettlementNamed(None, settlement=name_ka)
    after = {"kind": kind, "name_ka": name_ka, "name_en": name_en}
    return Done(settlement, subject=settlement, before=before, after=after, facts=[named])


def _held_town() -> Municipality:
    """The town worked for now, as it stands in the database, held until the action ends."""
    return Municipality.objects.select_for_update().get(pk=current_municipality().pk)


def _described(town: Municipality) -> dict[str, object]:
    names = ("address_ka", "address_en", "phone", "email", "colour")
    return {name: getattr(town, name) for name in names} | {"languages": list(town.languages)}


def _settlement(settlement_id: UUID | None) -> Settlement:
    if settlement_id is None:
        return Settlement()
    found = Settlement.objects.filter(pk=settlement_id).first()
    if found is None:
        raise NotFound(_("There is no such settlement in this town."))
    return found


def _switched(capability: Capability) -> facts.CapabilitySwitched:
    said = {}
    for language in ("ka", "en"):
        with override(language):
            said[language] = str(capability.title)
    return facts.CapabilitySwitched(None, title_ka=said["ka"], title_en=said["en"])
