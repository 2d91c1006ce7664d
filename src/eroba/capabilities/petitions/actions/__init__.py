"""The acts around a petition: writing, opening, collecting, paper, checking, the council. Only here it is written."""

from eroba.capabilities.petitions.actions.checking import (
    begin_check,
    finish_check,
    publish_seed,
    record_answers,
)
from eroba.capabilities.petitions.actions.collecting import (
    announce_threshold,
    carry_over,
    destroy_key,
    end_collecting,
    end_with_term,
    forget_unconfirmed,
    seal_receipts,
)
from eroba.capabilities.petitions.actions.council import (
    answer_petition,
    note_decision,
    note_letter_sent,
    refer_petition,
)
from eroba.capabilities.petitions.actions.guarding import release_held, strike_out, undo_striking
from eroba.capabilities.petitions.actions.opening import (
    open_petition,
    refuse_petition,
    set_roll_count,
    set_rule,
)
from eroba.capabilities.petitions.actions.paper import close_sheet, enter_lines, print_sheets
from eroba.capabilities.petitions.actions.writing import (
    change_petition,
    join_group,
    submit_petition,
    withdraw_petition,
    write_petition,
)

__all__ = [
    "announce_threshold",
    "answer_petition",
    "begin_check",
    "carry_over",
    "change_petition",
    "close_sheet",
    "destroy_key",
    "end_collecting",
    "end_with_term",
    "enter_lines",
    "finish_check",
    "forget_unconfirmed",
    "join_group",
    "note_decision",
    "note_letter_sent",
    "open_petition",
    "print_sheets",
    "publish_seed",
    "record_answers",
    "refer_petition",
    "refuse_petition",
    "release_held",
    "seal_receipts",
    "set_roll_count",
    "set_rule",
    "strike_out",
    "submit_petition",
    "undo_striking",
    "withdraw_petition",
    "write_petition",
]
