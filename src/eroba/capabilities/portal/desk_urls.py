"""Addresses at the desk where a head says how the town presents itself."""

from django.urls import path

from eroba.capabilities.portal import desk, opening_desk

app_name = "town_desk"

urlpatterns = [
    path("", desk.town, name="town"),
    path("opening/", opening_desk.opening, name="opening"),
    path("opening/open/", opening_desk.open_now, name="open"),
    path("opening/<slug:code>/take-back/", opening_desk.take_back, name="take_back"),
    path("look/", desk.look, name="look"),
    path("crest/", desk.crest, name="crest"),
    path("offers/<slug:name>/", desk.switch, name="switch"),
    path("settlements/", desk.settlements, name="settlements"),
    path("settlements/new/", desk.settlement, name="new_settlement"),
    path("settlements/<uuid:settlement_id>/", desk.settlement, name="settlement"),
]
