"""Settings of the OAuth2 library: which of our modules it asks, how long tokens last, and how strict it is."""

# The library's own choices are looser than today's rules (RFC 9700); ours are the strict ones, see ADR 0018.
OAUTH2_PROVIDER = {
    "OAUTH2_VALIDATOR_CLASS": "eroba.kernel.api.provider.TownValidator",
    "SCOPES_BACKEND_CLASS": "eroba.kernel.api.provider.DeclaredScopes",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 15 * 60,
    "REFRESH_TOKEN_EXPIRE_SECONDS": 30 * 24 * 3600,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "PKCE_REQUIRED": True,
    **{
        f"COMPLIANT_BCP_RFC9700_{gate}": True
        for gate in (
            "IMPLICIT_GRANT",
            "PASSWORD_GRANT",
            "PKCE_METHOD",
            "ACCESS_TOKEN_TRANSPORT",
            "AUTHZ_RESPONSE_ISS",
            "TOKEN_STORAGE",
            "REFRESH_TOKEN",
            "REDIRECT_URI_MATCHING",
            "PKCE_REQUIRED",
        )
    },
}

# Which models the library keeps its rows in. They are its own; Django's search for changes asks for them by name.
OAUTH2_PROVIDER_APPLICATION_MODEL = "oauth2_provider.Application"
