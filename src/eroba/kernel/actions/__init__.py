"""Actions: the only functions that change anything. Page, interface, task and command all call the same one."""

from eroba.kernel.actions.action import Done, action, all_actions
from eroba.kernel.actions.actor import Actor, system_actor
from eroba.kernel.actions.assurance import Level, SignIn
from eroba.kernel.actions.verdict import LevelTooLow, NotAllowed, Verdict, allow, refuse, require

__all__ = [
    "Actor",
    "Done",
    "Level",
    "LevelTooLow",
    "NotAllowed",
    "SignIn",
    "Verdict",
    "action",
    "all_actions",
    "allow",
    "refuse",
    "require",
    "system_actor",
]
