"""Pages that show everybody the same: browsers may keep them, and so do we, for a few seconds.

A page many people open at once is made once and given to all; nothing of a person is asked for on the way.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponse]
GetResponse = Callable[[HttpRequest], HttpResponse]
Key = tuple[str, str, str, bool]
# So long a browser, or a cache in between, may show a page before it asks again.
BROWSERS_KEEP_SECONDS = 60
MOST_BYTES = 32 * 1024 * 1024


def public_page(view: View) -> View:
    """Lets a page be kept for a minute; it must not touch the session, the person or a form's token.

    Such a page is sent packed: it holds no secret that its length could tell.
    """

    @require_safe
    @gzip_page
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 200:
            patch_cache_control(response, public=True, max_age=BROWSERS_KEEP_SECONDS)
            response.is_the_same_for_all = True  # type: ignore[attr-defined]
        return response

    kept.__name__, kept.__doc__ = view.__name__, view.__doc__
    return kept


@dataclass(frozen=True)
class Kept:
    """A page as it was sent, and until when it may be sent again (seconds of the monotonic clock)."""

    content: bytes
    headers: dict[str, str]
    until: float

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Give the page, or the word that the browser's own copy is still right."""
        if request.META.get("HTTP_IF_NONE_MATCH") == self.headers["ETag"]:
            return HttpResponseNotModified(headers=self.headers)
        return HttpResponse(self.content, headers=self.headers)


class Shelf:
    """Pages kept by this process: what was not asked for longest goes first when the shelf is full."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._pages: OrderedDict[Key, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Kept | None:
        """Find a page that is still fresh."""
        with self._lock:
            page = self._pages.get(key)
            if page is None or page.until < time.monotonic():
                return None
            self._pages.move_to_end(key)
            return page

    def keep(self, key: Key, page: Kept) -> None:
        """Put a page on the shelf in place of an older one."""
        with self._lock:
            self._remove(key)
            self._pages[key] = page
            self.bytes += len(page.content)
            while self.bytes > self.most_bytes:
                self._remove(next(iter(self._pages)))

    def _remove(self, key: Key) -> None:
        if (page := self._pages.pop(key, None)) is not None:
            self.bytes -= len(page.content)


class Works(Protocol):
    """Who works on a request for which no page is kept."""

    def answer(self, get_response: GetResponse, request: HttpRequest) -> HttpResponse:
        """Answer it, at once or in its turn."""


class AtOnce:
    """Whoever brings a request works on it."""

    def answer(self, get_response: GetResponse, request: HttpRequest) -> HttpResponse:
        """Answer it here and now."""
        return get_response(request)


class KeptPages:
    """Answers for a page that was made a moment ago, before anything else is done for the request.

    Only addresses without a question mark: what people type has no end. The name of the host was checked when
    the page was made, and is part of what it is found by.
    """

    #: Who works on what is not kept; a web process puts its few hands here, and a kept page waits for none of them.
    hands: ClassVar[Works] = AtOnce()

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.shelf = Shelf()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seconds = settings.PUBLIC_PAGES_KEPT_SECONDS
        asked = request.META
        if not seconds or request.method != "GET" or asked.get("QUERY_STRING") or "HTTP_HX_REQUEST" in asked:
            return self.hands.answer(self.get_response, request)
        takes_packed = "gzip" in asked.get("HTTP_ACCEPT_ENCODING", "")
        key = (request.scheme or "", asked.get("HTTP_HOST", ""), request.path_info, takes_packed)
        if (page := self.shelf.get(key)) is not None:
            return page.answer(request)
        response = self.hands.answer(self.get_response, request)
        if getattr(response, "is_the_same_for_all", False) and not response.cookies:
            response.headers.setdefault("ETag", f'W/"{hashlib.sha256(response.content).hexdigest()[:20]}"')
            kept = Kept(response.content, dict(response.headers), time.monotonic() + seconds)
            self.shelf.keep(key, kept)
        return response
