"""On the main host: the way to a town's own domain."""

from django.urls import path

from eroba.kernel.people.views import hand_over

app_name = "hand_over"
urlpatterns = [path("", hand_over.depart, name="depart")]
