"""Actions: the only functions that change anything. Page, interface, task and command all call the same one."""

from eroba.kernel.actions.action import Done, action, all_actions
from eroba.kernel.actions.actor import Actor, system_actor
from eroba.kernel.actions.verdict import NotAllowed, Verdict, allow, refuse

__all__ = [
    "Actor",
    "Done",
    "NotAllowed",
    "Verdict",
    "action",
    "all_actions",
    "allow",
    "refuse",
    "system_actor",
]
