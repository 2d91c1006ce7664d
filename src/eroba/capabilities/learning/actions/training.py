"""Making a training copy, letting officials in, and putting it back to its beginning.

What happened in a copy stays in its journal for ever, so nothing in it is taken back: a reset retires the whole copy
and makes another in its place, which is quick because practice cases make their own beginnings.
"""

import string

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.learning import facts, rules
from eroba.capabilities.learning.queries import training_copy
from eroba.kernel.actions import Actor, Done, action, system_actor
from eroba.kernel.base.errors import Refusal
from eroba.kernel.people.actions import appoint_official
from eroba.kernel.people.models import Account, Appointment, Role, Unit
from eroba.kernel.people.queries import current_appointments
from eroba.kernel.registry import capabilities
from eroba.kernel.tenancy.models import TRAINING_ENDING, Municipality, Settlement
from eroba.kernel.tenancy.scope import current_municipality, scope

BY = system_actor("training")
#: Invented colleagues of every training copy: nobody can sign in as them.
COLLEAGUES = (
    ("colleague.clerk@training.invalid", Role.CLERK, "ანა სავარჯიშოძე", "Ana Savarjishodze"),
    ("colleague.head@training.invalid", Role.HEAD, "დათო გაკვეთილაძე", "Dato Gakvetiladze"),
)
_FIGURES = string.digits + string.ascii_uppercase


@action(may=rules.may_practise)
def enter_training_copy(by: Actor) -> Done[Municipality]:
    """Let an official into the training copy in the posts they hold; the copy is made when there is none yet."""
    town = _held_town()
    copy = training_copy(town)
    made = copy is None
    copy = copy or _made(town)
    _let_in(by, copy)
    told = [facts.TrainingCopyMade(None)] if made else []
    return Done(copy, subject=copy, after={"copy": copy.pk, "made": made}, facts=told)


@action(may=rules.may_reset_training)
def reset_training_copy(by: Actor) -> Done[Municipality]:
    """Put the training copy back to its beginning: the old one is retired, another takes its address."""
    town = _held_town()
    old = training_copy(town)
    if old is not None:
        _retire(old)
    copy = _made(town)
    _let_in(by, copy)
    before = {"copy": old.pk} if old else {}
    return Done(
        copy, subject=copy, before=before, after={"copy": copy.pk}, facts=[facts.TrainingCopyMade(None)]
    )


def _held_town() -> Municipality:
    return Municipality.objects.select_for_update().get(pk=current_municipality().pk)


def _made(town: Municipality) -> Municipality:
    copy = Municipality.objects.create(
        slug=f"{town.slug}{TRAINING_ENDING}",
        number_prefix=_free_prefix(f"{town.number_prefix[:4]}T"),
        name_ka=f"{town.name_ka[:60]} (სასწავლო)",
        name_en=f"{town.name_en[:60]} (training)",
        region_ka=town.region_ka,
        region_en=town.region_en,
        colour=town.colour,
        address_ka=town.address_ka,
        address_en=town.address_en,
        training_of=town,
        settings={"languages": list(town.languages)},
    )
    with scope(town):
        units = list(Unit.objects.all())
        settlements = list(Settlement.objects.all())
    with scope(copy):
        for unit in units:
            Unit.objects.create(code=unit.code, name_ka=unit.name_ka, name_en=unit.name_en)
        kept = [Settlement(kind=one.kind, name_ka=one.name_ka, name_en=one.name_en) for one in settlements]
        # a town that has not listed its villages yet still needs one to live in
        Settlement.objects.bulk_create(kept or [Settlement(name_ka="სავარჯიშო", name_en="Savarjisho")])
        for email, role, name_ka, name_en in COLLEAGUES:
            _appoint(_account(email), role, name_ka, name_en)
        for furnish in (one for capability in capabilities() for one in capability.furnishes):
            furnish(town)
    return copy


def _retire(copy: Municipality) -> None:
    """Give the address and the prefix free; nobody comes in here any more, and the journal stays."""
    count = Municipality.objects.filter(training_of_id=copy.training_of_id).count()
    copy.slug = f"{copy.slug}-retired-{count}"[:50]
    copy.number_prefix = _free_prefix("")
    copy.save(update_fields=["slug", "number_prefix"])


def _let_in(by: Actor, copy: Municipality) -> None:
    if by.account_id is None:
        return
    account = Account.objects.get(pk=by.account_id)
    posts = list(current_appointments(account))
    with scope(copy):
        held = {(post.role, post.unit.code if post.unit else "") for post in current_appointments(account)}
        units = {unit.code: unit for unit in Unit.objects.all()}
        for post in posts:
            code = post.unit.code if post.unit else ""
            if (post.role, code) not in held:
                _appoint(account, post.role, post.name_ka, post.name_en, units.get(code))


def _appoint(
    account: Account, role: str, name_ka: str, name_en: str, unit: Unit | None = None
) -> Appointment:
    place = unit or Unit.objects.order_by("code").first()
    return appoint_official(BY, account=account, role=role, unit=place, name_ka=name_ka, name_en=name_en)


def _account(email: str) -> Account:
    known = Account.objects.filter(email=email).first()
    return known or Account.objects.create_user(email, is_active=False)


def _free_prefix(wished: str) -> str:
    """A prefix no other town has: the wished one, else T and four figures or letters."""
    taken = set(Municipality.objects.values_list("number_prefix", flat=True))
    if wished and wished not in taken:
        return wished
    for number in range(len(_FIGURES) ** 4):
        places = [(number // len(_FIGURES) ** power) % len(_FIGURES) for power in (3, 2, 1, 0)]
        prefix = "T" + "".join(_FIGURES[place] for place in places)
        if prefix not in taken:
            return prefix
    raise Refusal(_("There is no free number for another training copy."))
