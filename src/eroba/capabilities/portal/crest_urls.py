"""The addresses of crests: without a language, the same on every host."""

from django.urls import path

from eroba.capabilities.portal import crest

app_name = "crests"

urlpatterns = [path("<slug:slug>/<slug:fingerprint>.png", crest.crest, name="crest")]
