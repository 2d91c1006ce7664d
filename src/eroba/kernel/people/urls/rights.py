"""Below the desk of a town: a person's right to a copy and to be forgotten."""

from django.urls import path

from eroba.kernel.people.views import rights

app_name = "rights"
urlpatterns = [
    path("", rights.find, name="find"),
    path("<uuid:person>/", rights.rights, name="person"),
    path("<uuid:person>/copy/", rights.copy, name="copy"),
]
