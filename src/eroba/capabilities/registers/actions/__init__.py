"""The only place that writes in this room: look-ups, connections, consents, questions, delays."""

from eroba.capabilities.registers.actions.connecting import (
    Contract,
    connect_register,
    switch_register_off,
    switch_register_on,
)
from eroba.capabilities.registers.actions.consenting import agree_to_register, decline_register
from eroba.capabilities.registers.actions.copying import Delivered, take_copy
from eroba.capabilities.registers.actions.disclosing import (
    Order,
    answer_look_question,
    ask_about_look,
    delay_disclosure,
    disclose_looks,
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
    "Delivered",
    "Order",
    "agree_to_register",
    "answer_look_question",
    "ask_about_look",
    "ask_register",
    "connect_register",
    "decline_register",
    "delay_disclosure",
    "disclose_looks",
    "drop_question",
    "question_key",
    "record_reply",
    "switch_register_off",
    "switch_register_on",
    "take_copy",
    "take_turn",
]
