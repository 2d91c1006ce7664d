"""The bare page: twenty rows with their town, through a template; and the same page from the cache."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import cache_page

from tools.benchmark.bare.models import Note


def page(request: HttpRequest) -> HttpResponse:
    """A list as every Django site has one."""
    notes = Note.objects.select_related("town").order_by("-id")[:20]
    return render(request, "bare/page.html", {"notes": notes})


urlpatterns = [path("", page), path("kept/", cache_page(60)(page))]
