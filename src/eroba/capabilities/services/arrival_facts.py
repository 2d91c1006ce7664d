"""What can happen to a version of a service that came from elsewhere, as sentences."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from eroba.capabilities.services.facts import ServiceFact, Words


@dataclass(frozen=True)
class VersionArrived(ServiceFact):
    """A version of a service came to the town, which may accept or decline it."""

    name = "service.version_arrived"
    sentence = _("A new version of the service “{title}” has arrived; the town accepts or declines it.")
    shown_to = "staff"

    title: Words


@dataclass(frozen=True)
class VersionAccepted(ServiceFact):
    """The town took a version that came from elsewhere into force."""

    name = "service.version_accepted"
    sentence = _("The town accepted the new version of the service “{title}”.")
    shown_to = "staff"

    title: Words


@dataclass(frozen=True)
class VersionDeclined(ServiceFact):
    """The town keeps its own version."""

    name = "service.version_declined"
    sentence = _("The town declined the new version of the service “{title}” and keeps its own.")
    shown_to = "staff"

    title: Words


@dataclass(frozen=True)
class OwnTermsSet(ServiceFact):
    """The town set its own amounts, or named its own act, for a service."""

    name = "service.own_terms_set"
    sentence = _("The town set its own amounts and acts for the service “{title}”.")
    shown_to = "staff"

    title: Words


ARRIVAL_FACTS = (VersionArrived, VersionAccepted, VersionDeclined, OwnTermsSet)
