"""What `config` adds around every request: refusals become pages in the person's words."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from eroba.kernel.actions import NotAllowed
from eroba.kernel.base.errors import Refusal


class RefusalsInWords:
    """Shows a refusal that no view caught: its sentence, what one can do, and the right status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Answers a refusal with its page; everything else stays our mistake."""
        if not isinstance(problem, Refusal):
            return None
        if request.path_info.startswith("/api/"):
            return JsonResponse(
                {"title": str(problem.message), "status": problem.status}, status=problem.status
            )
        verdict = problem.verdict if isinstance(problem, NotAllowed) else None
        surroundings = {"message": problem.message, "verdict": verdict}
        return render(request, "refusal.html", surroundings, status=problem.status)
