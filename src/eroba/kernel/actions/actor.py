"""Who acts, as plain values: taken from the session, a token or the worker, and written into the journal."""

from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from eroba.kernel.actions.acting import Acting
from eroba.kernel.actions.assurance import SignIn


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Somebody who acts in one municipality, in the roles they hold there now.

    `label` is what others read: an official's name and post, or "applicant"; never a resident's name.
    `channel` is `web`, `desk`, `village`, `api`, `app`, `task` or `command`. `sign_in` is what was shown in the session
    that acts: nothing of a ladder's steps for an outside app; None where no session does, the platform itself or a
    command. `identified_by` is who said in this town who the person is. Who acts for another has that person's
    `person_id`; `acting` says who they are themselves. `app_id` is the outside app that acts, where one
    does.
    """

    account_id: UUID | None = None
    person_id: UUID | None = None
    roles: frozenset[str] = frozenset()
    unit: str = ""
    label: str = ""
    channel: str = "web"
    sign_in: SignIn | None = None
    identified_by: str = ""
    acting: Acting | None = None
    app_id: UUID | None = None

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

    def reaches(self, *, service: str = "", case: str = "") -> bool:
        """Whether the actor may do with a service or a case what its person may; who acts for oneself always."""
        return self.acting is None or self.acting.covers(service=service, case=case)

    def in_role(self, role: str) -> Self:
        """The same actor acting in one role only."""
        return replace(self, roles=frozenset({role}))


NOBODY = Actor()


def system_actor(label: str) -> Actor:
    """The platform itself, e.g. the worker when a deadline passes."""
    return Actor(roles=frozenset({"system"}), label=label, channel="task")
