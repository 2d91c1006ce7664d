"""Where apps fetch tokens and give them back. Answers as RFC 6749 and RFC 7009 say, not in our own shape."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers
from oauth2_provider.views import RevokeTokenView, TokenView

#: The library knows more; what we do not offer never reaches it.
GRANTS = {"authorization_code", "refresh_token", "client_credentials"}


class Token(TokenView):
    """Gives a token for a code, for a renewal or for a partner's own secret; nothing else."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answers one request for a token."""
        if request.POST.get("grant_type") not in GRANTS:
            return JsonResponse({"error": "unsupported_grant_type"}, status=400)
        response = self.authorization_flow_token_response(request)
        add_never_cache_headers(response)
        return response


class GiveBack(RevokeTokenView):
    """Takes a token back from the app that had it."""
