"""The only place that changes anything about people: who they are, how to reach them, their posts, and erasure."""

from eroba.kernel.people.actions.contact import register_person_without_account, update_contact
from eroba.kernel.people.actions.erasure import erase_person, export_person
from eroba.kernel.people.actions.hand_over import make_hand_over, use_hand_over
from eroba.kernel.people.actions.identity import (
    forget_try,
    identify_from_claims,
    identify_person,
    start_identity_check,
)
from eroba.kernel.people.actions.needs import set_needs
from eroba.kernel.people.actions.officials import appoint_official, end_appointment

__all__ = [
    "appoint_official",
    "end_appointment",
    "erase_person",
    "export_person",
    "forget_try",
    "identify_from_claims",
    "identify_person",
    "make_hand_over",
    "register_person_without_account",
    "set_needs",
    "start_identity_check",
    "update_contact",
    "use_hand_over",
]
