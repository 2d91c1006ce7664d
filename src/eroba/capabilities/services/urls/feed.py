"""The catalogue as one document, beside the catalogue's page: `services.jsonld`."""

from django.urls import path

from eroba.capabilities.services.views import portal_feed

app_name = "services_feed"
urlpatterns = [path("", portal_feed.catalogue, name="catalogue")]
