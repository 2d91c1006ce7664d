"""Addresses of the country: its front page, and the pages about Eroba."""

from django.urls import path

from eroba.capabilities.portal import about, country

app_name = "country"

urlpatterns = [
    path("", country.front, name="front"),
    path("about/", about.page, {"name": "eroba"}, name="about"),
    path("about/help/", about.page, {"name": "help"}, name="help"),
    path("about/privacy/", about.page, {"name": "privacy"}, name="privacy"),
    path("about/accessibility/", about.page, {"name": "accessibility"}, name="accessibility"),
    path("about/licences/", about.licences, name="licences"),
]
