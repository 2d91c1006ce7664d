"""The catalogue, applying, and one's own applications."""

from django.urls import path

from eroba.capabilities.services.views import (
    applying,
    catalogue,
    draft_pages,
    mine,
    paying,
    portal_feed,
    public_reports,
    visits,
)
from eroba.capabilities.services.views.open_process import pages as open_process

app_name = "services"
urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("applications/", mine.applications, name="applications"),
    path("applications/<str:number>/", mine.application, name="application"),
    path("applications/<str:number>/received/", mine.received, name="received"),
    path("applications/<str:number>/papers/", mine.supply_papers, name="supply_papers"),
    path("applications/<str:number>/papers/<uuid:paper_id>/", mine.paper, name="paper"),
    path("applications/<str:number>/appeal/", mine.appeal, name="appeal"),
    path("applications/<str:number>/withdraw/", mine.withdraw, name="withdraw"),
    path("applications/<str:number>/fees/<slug:code>/", paying.fee, name="fee"),
    path("applications/<str:number>/fees/<slug:code>/pay/", paying.pay, name="pay"),
    path("applications/<str:number>/payments/<str:reference>/", paying.payment, name="payment"),
    path("visits/", visits.visits, name="visits"),
    path("visits/book/", visits.book, name="book"),
    path("visits/<str:number>/", visits.visit, name="visit"),
    path("visits/<str:number>/change/", visits.change, name="change_visit"),
    path("visits/<str:number>/cancel/", visits.cancel, name="cancel_visit"),
    path("visits/<str:number>/calendar.ics", visits.visit_file, name="visit_file"),
    path("payments/notice/", paying.bank_notice, name="bank_notice"),
    path("open-process/", open_process.town, name="open_process"),
    path("open-process.csv", open_process.town_file, {"kind": "csv"}, name="open_process_csv"),
    path("open-process.xlsx", open_process.town_file, {"kind": "xlsx"}, name="open_process_xlsx"),
    path("reports/", public_reports.listing, name="reports"),
    path("reports.geojson", public_reports.geojson, name="reports_geojson"),
    path("reports/<str:number>/", public_reports.report, name="report"),
    path("<slug:code>.jsonld", portal_feed.service, name="service_jsonld"),
    path("<slug:code>/", catalogue.service, name="service"),
    path("<slug:code>/open-process/", open_process.service, name="service_open_process"),
    path(
        "<slug:code>/open-process.csv",
        open_process.service_file,
        {"kind": "csv"},
        name="service_open_process_csv",
    ),
    path(
        "<slug:code>/open-process.xlsx",
        open_process.service_file,
        {"kind": "xlsx"},
        name="service_open_process_xlsx",
    ),
    path("<slug:code>/apply/", applying.apply, name="apply"),
    path("<slug:code>/apply/check/", applying.check, name="check"),
    path("<slug:code>/apply/send/", applying.send, name="send"),
    path("<slug:code>/apply/discard/", applying.discard, name="discard"),
    path("<slug:code>/apply/pages/<slug:page>/", draft_pages.page, name="page"),
]
