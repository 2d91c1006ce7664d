"""Writing a petition: begun, changed, joined by others, handed in, taken back."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from eroba.capabilities.petitions import facts, rules
from eroba.capabilities.petitions.actions.keeping import lock, meet, move, require_words, start
from eroba.capabilities.petitions.law import rule_here
from eroba.capabilities.petitions.models import Initiator, Petition
from eroba.kernel.actions import Actor, Done, action
from eroba.kernel.base.clock import today
from eroba.kernel.base.errors import BadInput, Refusal
from eroba.kernel.base.text import search_key
from eroba.kernel.matters.models import Matter
from eroba.kernel.matters.numbering import open_matter
from eroba.kernel.matters.parties import add_party
from eroba.kernel.people.models import Person

State = Petition.State


@dataclass(frozen=True)
class Text:
    """What a petition says: its kind, its title, what is asked, and why."""

    kind: str
    title_ka: str
    demand: str
    reasons: str = ""
    title_en: str = ""

    def search_key(self) -> str:
        """The form under which any spelling of it is found."""
        return search_key(f"{self.title_ka} {self.title_en} {self.demand}")


@action(may=rules.may_write_petition)
def write_petition(by: Actor, *, text: Text, is_invented: bool = False) -> Done[Petition]:
    """Begin a petition; nobody but its author and the staff sees it until it opens."""
    _require(text)
    matter = open_matter(
        kind="petition",
        prefix="PET",
        title_ka=text.title_ka,
        title_en=text.title_en or text.title_ka,
        visibility=Matter.Visibility.PARTIES,
        state=str(State.WRITING),
    )
    written = Petition(matter=matter, is_invented=is_invented)
    _put(written, text)
    written.save(force_insert=True)
    author = Person.objects.get(pk=by.person_id)
    Initiator.objects.create(petition=written, person=author, is_author=True)
    add_party(matter=matter, person=author)
    return Done(written, subject=matter, after={"kind": text.kind})


@action(may=rules.may_change_petition)
def change_petition(by: Actor, *, petition: Petition, text: Text) -> Done[Petition]:
    """Change what a petition says before it is handed in."""
    _require(text)
    locked = lock(petition)
    _put(locked, text)
    locked.edition += 1
    locked.save()
    matter = locked.matter
    matter.title_ka, matter.title_en = text.title_ka, text.title_en or text.title_ka
    matter.save(update_fields=["title_ka", "title_en"])
    return Done(locked, subject=matter, after={"edition": locked.edition})


@action(may=rules.may_join_group)
def join_group(by: Actor, *, petition: Petition) -> Done[Initiator]:
    """Join the initiative group; the name stands on the petition's page once it opens."""
    person = Person.objects.get(pk=by.person_id)
    joined, _created = Initiator.objects.get_or_create(petition=petition, person=person)
    add_party(matter=petition.matter, person=person)
    return Done(joined, subject=petition.matter, after={"initiators": petition.initiators.count()})


@action(may=rules.may_change_petition)
def submit_petition(by: Actor, *, petition: Petition) -> Done[Petition]:
    """Hand a petition in for the check before opening; the town hall's clock begins."""
    locked, wanted = lock(petition), rule_here(today()).group_size
    missing = wanted - locked.initiators.count()
    if missing > 0:
        words = ngettext(
            "The initiative group needs %(count)s more person.",
            "The initiative group needs %(count)s more people.",
            missing,
        )
        raise Refusal(words % {"count": missing})
    move(locked, State.CHECKING)
    start(by, locked, "petitions.check")
    told = facts.PetitionSubmitted(locked.matter_id)
    return Done(locked, subject=locked.matter, after={"state": locked.state}, facts=[told])


@action(may=rules.may_withdraw_petition)
def withdraw_petition(by: Actor, *, petition: Petition) -> Done[Petition]:
    """Take a petition back. What was public stays readable, marked as withdrawn."""
    locked = lock(petition)
    meet(by, locked, "petitions.check")
    ends_on = today() if locked.locked_key is not None else None
    move(locked, State.WITHDRAWN, closed_on=today(), key_ends_on=ends_on)
    told = facts.PetitionWithdrawn(locked.matter_id)
    return Done(locked, subject=locked.matter, after={"state": locked.state}, facts=[told])


def _put(petition: Petition, text: Text) -> None:
    petition.kind, petition.title_ka, petition.title_en = text.kind, text.title_ka, text.title_en
    petition.demand, petition.reasons, petition.search_key = text.demand, text.reasons, text.search_key()


def _require(text: Text) -> None:
    if text.kind not in Petition.Kind.values:
        raise BadInput(_("Choose what kind of petition it is."))
    require_words(text.title_ka, _("Give the petition a title."))
    require_words(text.demand, _("Say what you ask of the council."))
