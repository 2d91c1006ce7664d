"""On a town's own domain: coming in from the main host, going on with what was typed, and signing out."""

from django.urls import path

from eroba.kernel.people.views import hand_over, step_up

app_name = "own_account"
urlpatterns = [
    path("arrive/", hand_over.arrive, name="arrive"),
    path("go-on/", step_up.go_on, name="go_on"),
    path("logout/", hand_over.leave, name="leave"),
]
