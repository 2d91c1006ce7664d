"""Where apps fetch tokens and give them back, below a town and without a language."""

from django.urls import path

from eroba.kernel.api.views.tokens import GiveBack, Token

app_name = "oauth"
urlpatterns = [
    path("token", Token.as_view(), name="token"),
    path("revoke", GiveBack.as_view(), name="revoke"),
]
