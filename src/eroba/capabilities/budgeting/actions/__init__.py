"""The only functions that write participatory rounds, but the taking in of ballots (`casting.py`)."""

from eroba.capabilities.budgeting.actions.checking import answer_findings, check_project, set_group
from eroba.capabilities.budgeting.actions.counting import (
    close_voting,
    destroy_key,
    end_practice_vote,
    open_voting,
    record_outcomes,
)
from eroba.capabilities.budgeting.actions.implementing import (
    add_milestone,
    begin_project,
    finish_project,
    reach_milestone,
)
from eroba.capabilities.budgeting.actions.merging import answer_merger, offer_merger
from eroba.capabilities.budgeting.actions.preparing import (
    call_off_round,
    change_round,
    make_round,
    open_round,
    set_areas,
    set_calendar,
)
from eroba.capabilities.budgeting.actions.proposing import propose_project, withdraw_project
from eroba.capabilities.budgeting.actions.voting import draw_order, forget_tries, hand_out_code, print_codes

__all__ = [
    "add_milestone",
    "answer_findings",
    "answer_merger",
    "begin_project",
    "call_off_round",
    "change_round",
    "check_project",
    "close_voting",
    "destroy_key",
    "draw_order",
    "end_practice_vote",
    "finish_project",
    "forget_tries",
    "hand_out_code",
    "make_round",
    "offer_merger",
    "open_round",
    "open_voting",
    "print_codes",
    "propose_project",
    "reach_milestone",
    "record_outcomes",
    "set_areas",
    "set_calendar",
    "set_group",
    "withdraw_project",
]
