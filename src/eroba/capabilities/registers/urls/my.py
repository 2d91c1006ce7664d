"""Below My page: who looked at my data."""

from django.urls import path, re_path

from eroba.capabilities.registers.views import town_and_my as views

app_name = "registers_my"

urlpatterns = [
    path("", views.who_looked, name="who-looked"),
    re_path(r"^looks\.(?P<kind>csv|xlsx|json)$", views.own_looks, name="own-looks"),
]
