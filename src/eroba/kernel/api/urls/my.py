"""My page: the apps one let in."""

from django.urls import path

from eroba.kernel.api.views import my

app_name = "my_apps"
urlpatterns = [
    path("", my.listing, name="list"),
    path("<slug:town>/<uuid:door_id>/", my.shut_out, name="shut_out"),
]
