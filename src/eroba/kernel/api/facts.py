"""What happens with outside apps, as sentences. Nobody's name stands in a fact."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from eroba.kernel.outbox.facts import Fact


@dataclass(frozen=True)
class AppFact(Fact):
    """Something that happened to an app; its name is the one its operator chose."""

    app_id: UUID
    app: str


@dataclass(frozen=True)
class AppRegistered(AppFact):
    """A town let an app use its programming interface."""

    name = "app.registered"
    sentence = _("The app “{app}” was registered with the town hall.")
    shown_to = "staff"


@dataclass(frozen=True)
class AppSecretRotated(AppFact):
    """An app got a new secret; the old one is worth nothing."""

    name = "app.secret_rotated"
    sentence = _("The app “{app}” was given a new secret.")
    shown_to = "staff"


@dataclass(frozen=True)
class AppSwitchedOff(AppFact):
    """An app may ask for nothing any more."""

    name = "app.switched_off"
    sentence = _("The app “{app}” was switched off.")
    shown_to = "staff"


@dataclass(frozen=True)
class AppSwitchedOn(AppFact):
    """An app may ask again."""

    name = "app.switched_on"
    sentence = _("The app “{app}” was switched on again.")
    shown_to = "staff"


@dataclass(frozen=True)
class AppLetIn(AppFact):
    """A person let an app act in their name."""

    name = "app.let_in"
    sentence = _("You let the app “{app}” act in your name.")

    person_id: UUID


@dataclass(frozen=True)
class AppShutOut(AppFact):
    """A person took that back."""

    name = "app.shut_out"
    sentence = _("You shut out the app “{app}”; it can no longer act in your name.")

    person_id: UUID


ALL_FACTS = (AppRegistered, AppSecretRotated, AppSwitchedOff, AppSwitchedOn, AppLetIn, AppShutOut)
