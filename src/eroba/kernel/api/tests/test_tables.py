"""The tables of the OAuth2 library know no town: what they may hold, and what they must never hold."""

import pytest
from django.apps import apps

from eroba.kernel.api.tests.conftest import ask_token
from eroba.kernel.tenancy.wall import is_municipal

# The exceptions of the wall in this room. Each column stands here, so that a new one of the library is looked at.
KNOWN = {
    "Application": {
        "id", "client_id", "user", "redirect_uris", "post_logout_redirect_uris", "client_type",
        "authorization_grant_type", "client_secret", "hash_client_secret", "name", "skip_authorization", "created",
        "updated", "algorithm", "allowed_origins", "registration_source", "cimd_expires_at",
    },
    "Grant": {
        "id", "user", "code", "application", "expires", "redirect_uri", "scope", "created", "updated",
        "code_challenge", "code_challenge_method", "nonce", "claims", "resource",
    },
    "AccessToken": {
        "id", "user", "source_refresh_token", "token", "token_checksum", "id_token", "application", "expires",
        "scope", "created", "updated", "resource",
    },
    "RefreshToken": {
        "id", "user", "token", "token_checksum", "application", "access_token", "token_family", "created",
        "updated", "revoked", "resource",
    },
}  # fmt: skip
NEVER_FILLED = {"IDToken", "DeviceGrant"}


def test_every_table_of_the_library_is_a_known_exception() -> None:
    models = {model.__name__: model for model in apps.get_app_config("oauth2_provider").get_models()}
    assert set(models) == set(KNOWN) | NEVER_FILLED
    for name, columns in KNOWN.items():
        assert not is_municipal(models[name])
        assert {field.name for field in models[name]._meta.concrete_fields} == columns, name


@pytest.mark.django_db
def test_they_hold_nothing_about_anybody_and_nothing_one_could_use(token, partner, resident):
    ask_token(partner, grant_type="client_credentials")
    kept = {
        name: list(apps.get_model("oauth2_provider", name).objects.values())
        for name in {*KNOWN, *NEVER_FILLED}
    }
    everything = str(kept)
    for secret in (token, partner.secret, resident.family_name, resident.given_name, resident.account.email):
        assert secret not in everything
    assert not any(kept[name] for name in NEVER_FILLED)
    assert {row["token"] for name in ("AccessToken", "RefreshToken") for row in kept[name]} == {""}
    assert all(row["user_id"] is None and row["hash_client_secret"] for row in kept["Application"])
