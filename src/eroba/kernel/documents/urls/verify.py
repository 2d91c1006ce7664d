"""Addresses below /verify/: the check of letters, open to everybody."""

from django.urls import path

from eroba.kernel.documents.views import checking as views

app_name = "documents"
urlpatterns = [
    path("", views.check, name="check"),
    path("file/", views.check_file, name="check_file"),
    path("keys.json", views.keys, name="keys"),
    path("<str:code>/", views.checked_letter, name="letter_with_slash"),
    path("<str:code>", views.checked_letter, name="letter"),
]
