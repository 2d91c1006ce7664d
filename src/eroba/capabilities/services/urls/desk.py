"""At the desk: the list of applications, and each case on its page."""

from django.urls import path

from eroba.capabilities.services.views.desk import (
    assigning,
    case,
    day,
    fees,
    inbox,
    letter,
    payments,
    standing_in,
    visits,
)

app_name = "services_desk"

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("applications.csv", inbox.export, {"kind": "csv"}, name="export"),
    path("applications.xlsx", inbox.export, {"kind": "xlsx"}, name="export-workbook"),
    path("day/", day.day, name="day"),
    path("assign/", assigning.assign, name="assign"),
    path("undo/", assigning.undo, name="undo"),
    path("leave/", standing_in.leave, name="leave"),
    path("leave/<uuid:key>/end/", standing_in.end_leave, name="end-leave"),
    path("hand-over/", standing_in.hand_over, name="hand-over"),
    path("hand-over/<uuid:key>/undo/", standing_in.undo_hand_over, name="undo-hand-over"),
    path("visits/", visits.day, name="visits"),
    path("visits/book/", visits.book, name="book-for"),
    path("visits/close/", visits.close, name="close-day"),
    path("visits/counters/", visits.counters, name="counters"),
    path("visits/<str:number>/<slug:outcome>/", visits.note, name="note-visit"),
    path("payments/", payments.payments, name="payments"),
    path("<str:number>/fees/<slug:code>/", fees.fee, name="fee"),
    path("<str:number>/fees/<slug:code>/<slug:act>/", fees.act, name="fee-act"),
    path("<str:number>/", case.case, name="case"),
    path("<str:number>/letter/", letter.letter, name="letter"),
    path("<str:number>/letter.pdf", letter.letter_pdf, name="letter-pdf"),
    path("<str:number>/papers/<uuid:paper_id>/", case.paper, name="paper"),
    path("<str:number>/opinions/<uuid:opinion_id>/", case.opinion_paper, name="opinion-paper"),
    path("<str:number>/<slug:code>/", case.take_step, name="step"),
]
