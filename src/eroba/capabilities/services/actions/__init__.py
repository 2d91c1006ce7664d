"""The only place where services, drafts and cases are written."""

from eroba.capabilities.services.actions.appealing import decide_appeal, lodge_appeal
from eroba.capabilities.services.actions.applying import submit_application, withdraw_application
from eroba.capabilities.services.actions.arriving import (
    accept_version,
    decline_version,
    give_back_services,
    note_arrival,
    set_own_terms,
    take_over_service,
)
from eroba.capabilities.services.actions.deciding import (
    approve_decision,
    deliver_decision,
    leave_unexamined,
    propose_decision,
    return_proposal,
    send_letter,
)
from eroba.capabilities.services.actions.drafting import (
    add_draft_paper,
    discard_draft,
    forget_drafts,
    forget_drafts_of,
    renew_draft,
    save_page,
    start_draft,
)
from eroba.capabilities.services.actions.figures import make_figures
from eroba.capabilities.services.actions.handling import (
    accept_as_complete,
    assign_case,
    finish_look_ups,
    look_at_case,
    record_finding,
    record_register_answer,
    renew_due_date,
    request_missing_paper,
    supply_missing_paper,
    take_up_again,
    write_note,
)
from eroba.capabilities.services.actions.moving import move_cases, undo_move
from eroba.capabilities.services.actions.opinions import (
    ask_opinions,
    drop_opinion,
    give_opinion,
    note_late_opinion,
)
from eroba.capabilities.services.actions.public_reports import forget_places_of
from eroba.capabilities.services.actions.publishing import (
    close_service,
    open_service,
    publish_service,
    set_service_settings,
)
from eroba.capabilities.services.actions.reporting import send_report
from eroba.capabilities.services.actions.sending import send_application
from eroba.capabilities.services.actions.standing_in import (
    end_substitution,
    hand_over_cases,
    name_substitute,
    undo_hand_over,
)
from eroba.capabilities.services.actions.writing import (
    begin_copy,
    publish_copy,
    put_copy_aside,
    remove_text,
    save_text,
    take_up_copy,
)

__all__ = [
    "accept_as_complete",
    "accept_version",
    "add_draft_paper",
    "approve_decision",
    "ask_opinions",
    "assign_case",
    "begin_copy",
    "close_service",
    "decide_appeal",
    "decline_version",
    "deliver_decision",
    "discard_draft",
    "drop_opinion",
    "end_substitution",
    "finish_look_ups",
    "forget_drafts",
    "forget_drafts_of",
    "forget_places_of",
    "give_back_services",
    "give_opinion",
    "hand_over_cases",
    "leave_unexamined",
    "lodge_appeal",
    "look_at_case",
    "make_figures",
    "move_cases",
    "name_substitute",
    "note_arrival",
    "note_late_opinion",
    "open_service",
    "propose_decision",
    "publish_copy",
    "publish_service",
    "put_copy_aside",
    "record_finding",
    "record_register_answer",
    "remove_text",
    "renew_draft",
    "renew_due_date",
    "request_missing_paper",
    "return_proposal",
    "save_page",
    "save_text",
    "send_application",
    "send_letter",
    "send_report",
    "set_own_terms",
    "set_service_settings",
    "start_draft",
    "submit_application",
    "supply_missing_paper",
    "take_over_service",
    "take_up_again",
    "take_up_copy",
    "undo_hand_over",
    "undo_move",
    "withdraw_application",
    "write_note",
]
