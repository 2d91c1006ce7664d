"""Signing in, where our pages stand before those of the account library at the same addresses."""

from django.urls import path

from eroba.kernel.people.views import arrive, passkeys, sessions, step_up

app_name = "signing_in"
urlpatterns = [
    path("arrive/", arrive.arrive, name="arrive"),
    path("step-up/", step_up.step_up, name="step_up"),
    path("go-on/", step_up.go_on, name="go_on"),
    path("sessions/", sessions.listing, name="sessions"),
    path("sessions/end/", sessions.end, name="end_session"),
    path("2fa/webauthn/login/", passkeys.sign_in, name="passkey"),
    path("2fa/webauthn/add/", passkeys.add, name="add_passkey"),
    path("2fa/webauthn/reauthenticate/", passkeys.again, name="passkey_again"),
]
