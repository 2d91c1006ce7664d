"""The only place that writes in this room: look-ups and how the town is connected."""

from eroba.capabilities.registers.actions.connecting import (
    Contract,
    connect_register,
    switch_register_off,
    switch_register_on,
)
from eroba.capabilities.registers.actions.looking import (
    ask_register,
    drop_question,
    question_key,
    record_reply,
    take_turn,
)

__all__ = [
    "Contract",
    "ask_register",
    "connect_register",
    "drop_question",
    "question_key",
    "record_reply",
    "switch_register_off",
    "switch_register_on",
    "take_turn",
]
