"""Where apps fetch tokens and give them back. Answers as RFC 6749 and RFC 7009 say, not in our own shape."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from oauth2_provider.views import RevokeTokenView, TokenView


class Token(TokenView):
    """Gives a token for a code, for a renewal or for a partner's own secret; nothing else."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answers one request for a token."""
        response = self.authorization_flow_token_response(request)
        add_never_cache_headers(response)
        return response


class GiveBack(RevokeTokenView):
    """Takes a token back from the app that had it."""
