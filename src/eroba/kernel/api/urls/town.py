"""Below a town: where a person is asked whether an app may act in their name."""

from django.urls import path

from eroba.kernel.api.views.consent import Consent
from eroba.kernel.people.doors import person_required

app_name = "apps"
urlpatterns = [path("let-in/", person_required(Consent.as_view()), name="let_in")]
