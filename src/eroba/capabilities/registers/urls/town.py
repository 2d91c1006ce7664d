"""Below a town: the papers it fetched so that people need not bring them."""

from django.urls import path

from eroba.capabilities.registers.views import asking_back, consents
from eroba.capabilities.registers.views import town_and_my as views

app_name = "registers"

urlpatterns = [
    path("consent/", consents.consent, name="consent"),
    path("looks/<uuid:look>/ask/", asking_back.ask, name="ask"),
    path("", views.papers, name="papers"),
    path("papers-fetched.csv", views.papers_file, {"kind": "csv"}, name="papers-file"),
    path("papers-fetched.xlsx", views.papers_file, {"kind": "xlsx"}, name="papers-workbook"),
]
