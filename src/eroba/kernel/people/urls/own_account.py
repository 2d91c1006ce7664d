"""On a town's own domain: coming in from the main host, and signing out."""

from django.urls import path

from eroba.kernel.people.views import hand_over

app_name = "own_account"
urlpatterns = [
    path("arrive/", hand_over.arrive, name="arrive"),
    path("logout/", hand_over.leave, name="leave"),
]
