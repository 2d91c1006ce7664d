"""Addresses below a town, and at its desk."""

from django.urls import path

from eroba.capabilities.petitions import exports
from eroba.capabilities.petitions.views import acts, desk, paper, public, signing, writing

app_name = "petitions"

urlpatterns = [
    path("petitions/", public.listing, name="list"),
    path("petitions/petitions.csv", exports.csv_export, name="csv"),
    path("petitions/petitions.json", exports.json_export, name="json"),
    path("petitions/new/", writing.new, name="new"),
    path("petitions/similar/", public.similar, name="similar"),
    path("petitions/receipt/", signing.check, name="check"),
    path("petitions/join/<str:token>/", writing.join, name="join"),
    path("petitions/signature/<str:token>/", signing.wait, name="wait"),
    path("petitions/confirm/<str:token>/", signing.confirm, name="confirm"),
    path("petitions/<str:number>/", public.detail, name="detail"),
    path("petitions/<str:number>/sign/", signing.sign, name="sign"),
    path("petitions/<str:number>/petition.json", exports.detail_json, name="detail_json"),
    path("petitions/<str:number>/days.csv", exports.days_csv, name="days"),
    path("petitions/<str:number>/receipts.json", exports.receipts_json, name="receipts"),
    path("petitions/<str:number>/own/", writing.own, name="own"),
    path("petitions/<str:number>/change/", writing.change, name="change"),
    path("petitions/<str:number>/submit/", writing.submit, name="submit"),
    path("petitions/<str:number>/withdraw/", writing.withdraw, name="withdraw"),
    path("petitions/<str:number>/sheets.pdf", writing.print_sheets, name="print"),
    path("desk/petitions/", desk.listing, name="desk"),
    path("desk/petitions/rule/", acts.rule, name="rule"),
    path("desk/petitions/roll/", acts.roll, name="roll"),
    path("desk/petitions/<str:number>/", desk.detail, name="desk_detail"),
    path("desk/petitions/<str:number>/signatures/", desk.came_in, name="came_in"),
    path("desk/petitions/<str:number>/sheets/<int:sheet>/", paper.sheet, name="sheet"),
    path("desk/petitions/<str:number>/undo/<uuid:key>/", acts.undo, name="undo"),
    path("desk/petitions/<str:number>/<slug:act>/", acts.act, name="desk_act"),
]
