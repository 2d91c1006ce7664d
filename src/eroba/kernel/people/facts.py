"""What happens to people and posts, as sentences. Nobody's name or number stands in a fact."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class PersonIdentified(Fact):
    """An account said who it is, and it was found to be true."""

    name = "person.identified"
    sentence = _("You said who you are, and it was confirmed.")

    person_id: UUID


@dataclass(frozen=True)
class PersonRegistered(Fact):
    """An official wrote down somebody who has no account."""

    name = "person.registered"
    sentence = _("A resident without an account was registered at the town hall.")
    shown_to = "staff"

    person_id: UUID


@dataclass(frozen=True)
class ContactChanged(Fact):
    """A person's address or phone changed."""

    name = "person.contact_changed"
    sentence = _("Your address or phone was changed.")

    person_id: UUID


@dataclass(frozen=True)
class PersonExported(Fact):
    """A person took a copy of what the town holds about them."""

    name = "person.exported"
    sentence = _("A copy of everything held about you was made.")

    person_id: UUID


@dataclass(frozen=True)
class PersonErased(Fact):
    """A person's data was erased; other rooms blank what they keep under this id."""

    name = "person.erased"
    sentence = _("What was held about a person was erased.")
    shown_to = "staff"

    person_id: UUID


@dataclass(frozen=True)
class OfficialAppointed(Fact):
    """Somebody took up a post."""

    name = "official.appointed"
    sentence = _("An official took up a post on {from_on}.")
    shown_to = "staff"

    appointment_id: UUID
    from_on: dt.date


@dataclass(frozen=True)
class OfficialLeft(Fact):
    """Somebody's post ends."""

    name = "official.left"
    sentence = _("An official's last day in a post is {until_on}.")
    shown_to = "staff"

    appointment_id: UUID
    until_on: dt.date


@dataclass(frozen=True)
class NeedsSet(Fact):
    """The town asks for more, or for less, of those who sign in."""

    name = "needs.set"
    sentence = _("What is asked of those who sign in was changed.")
    shown_to = "staff"
