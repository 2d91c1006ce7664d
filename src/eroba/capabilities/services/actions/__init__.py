"""The only place where services, drafts and cases are written."""

from eroba.capabilities.services.actions.appealing import decide_appeal, lodge_appeal
from eroba.capabilities.services.actions.applying import submit_application, withdraw_application
from eroba.capabilities.services.actions.arriving import (
    accept_version,
    decline_version,
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

__all__ = [
    "accept_as_complete",
    "accept_version",
    "add_draft_paper",
    "approve_decision",
    "ask_opinions",
    "assign_case",
    "close_service",
    "decide_appeal",
    "decline_version",
    "deliver_decision",
    "discard_draft",
    "drop_opinion",
    "finish_look_ups",
    "forget_drafts",
    "forget_drafts_of",
    "forget_places_of",
    "give_opinion",
    "leave_unexamined",
    "lodge_appeal",
    "look_at_case",
    "make_figures",
    "note_arrival",
    "note_late_opinion",
    "open_service",
    "propose_decision",
    "publish_service",
    "record_finding",
    "record_register_answer",
    "renew_draft",
    "renew_due_date",
    "request_missing_paper",
    "return_proposal",
    "save_page",
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
    "withdraw_application",
    "write_note",
]
