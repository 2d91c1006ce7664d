"""Addresses at the desk where a head says how the town presents itself."""

from django.urls import path

from eroba.capabilities.portal import desk

app_name = "town_desk"

urlpatterns = [
    path("", desk.town, name="town"),
    path("look/", desk.look, name="look"),
    path("crest/", desk.crest, name="crest"),
    path("offers/<slug:name>/", desk.switch, name="switch"),
    path("settlements/", desk.settlements, name="settlements"),
    path("settlements/new/", desk.settlement, name="new_settlement"),
    path("settlements/<uuid:settlement_id>/", desk.settlement, name="settlement"),
]
