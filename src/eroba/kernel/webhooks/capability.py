"""What the room of webhooks adds to the platform: its desk pages, and one ear for all that happens."""

from django.utils.translation import gettext_lazy as _

from eroba.kernel.registry import Capability, MenuEntry, Overhearing, Scope
from eroba.kernel.webhooks.facts import ALL_FACTS, CallQueued
from eroba.kernel.webhooks.queries import is_anybody_listening
from eroba.kernel.webhooks.rules import KEEPERS, OWN_SCOPE
from eroba.kernel.webhooks.tasks import forget_old_calls, forget_unproved, on_anything, on_call_queued

CAPABILITY = Capability(
    name="webhooks",
    title=_("Webhooks"),
    summary=_("Apps are told by themselves what happened."),
    menu=(
        MenuEntry(
            title=_("Webhooks"), route="webhooks:list", place="desk", roles=frozenset(KEEPERS), order=910
        ),
    ),
    facts=ALL_FACTS,
    overhears=(
        Overhearing(
            listener=on_anything, shown_to=frozenset({"public", "parties"}), is_wanted=is_anybody_listening
        ),
    ),
    listens={CallQueued.name: (on_call_queued,)},
    sweeps=(forget_old_calls, forget_unproved),
    scopes=(
        Scope(
            name=OWN_SCOPE,
            title=_("Set up its own webhooks"),
            meaning=_(
                "It names the addresses itself, proves that they are its own, and pauses or removes them."
            ),
            is_personal=False,
            is_own=True,
        ),
    ),
    routes=(("town", "desk/webhooks/", "eroba.kernel.webhooks.urls"),),
)
