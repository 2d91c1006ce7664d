"""Who acts, as plain values: taken from the session, a token or the worker, and written into the journal."""

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Somebody who acts in one municipality, in the roles they hold there now.

    `label` is what others read: an official's name and post, or "applicant"; never a resident's name.
    `channel` is `web`, `desk`, `village`, `api`, `app`, `task` or `command`. `assurance` says how surely it is them:
    `application` when an outside app acts in their name, and nothing when they are here themselves.
    """

    account_id: UUID | None = None
    person_id: UUID | None = None
    roles: frozenset[str] = frozenset()
    unit: str = ""
    label: str = ""
    channel: str = "web"
    assurance: str = ""

    @property
    def is_signed_in(self) -> bool:
        """Whether we know the account."""
        return self.account_id is not None

    @property
    def is_system(self) -> bool:
        """Whether the platform itself acts, on a clock or a fact."""
        return "system" in self.roles

    def has_role(self, *roles: str) -> bool:
        """Whether the actor holds at least one of the roles."""
        return bool(self.roles & set(roles))

    def in_role(self, role: str) -> Self:
        """The same actor acting in one role only."""
        return replace(self, roles=frozenset({role}))


NOBODY = Actor()


def system_actor(label: str) -> Actor:
    """The platform itself, e.g. the worker when a deadline passes."""
    return Actor(roles=frozenset({"system"}), label=label, channel="task")
