"""Addresses of papers at the desk of a town: their versions, blackening words in them, withdrawing a letter."""

from django.urls import path

from eroba.kernel.documents.views import letters, papers, redacting

app_name = "papers"
urlpatterns = [
    path("<uuid:paper_id>/", papers.detail, name="detail"),
    path("<uuid:paper_id>/replace/", papers.replace, name="replace"),
    path("<uuid:paper_id>/restore/", papers.restore, name="restore"),
    path("<uuid:paper_id>/withdraw/", letters.withdraw, name="withdraw"),
    path("<uuid:paper_id>/redact/", redacting.redact, name="redact"),
    path("<uuid:paper_id>/versions/<int:number>/", papers.version, name="version"),
]
