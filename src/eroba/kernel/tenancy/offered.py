"""Which capabilities a town offers: all of them, unless it has switched one off.

What is switched off leaves menus, home and search, and its public addresses are not there. The desk stays, and so
does what a capability calls lasting, because what was begun must be finished.
"""

from django.conf import settings
from django.http import HttpRequest

from eroba.kernel.registry import Capability, capabilities
from eroba.kernel.tenancy.models import Municipality
from eroba.kernel.tenancy.scope import current_municipality


def is_offered_by(town: Municipality | None, capability: Capability) -> bool:
    """Whether a town offers a capability; where no town is meant, everything is offered."""
    return town is None or not capability.is_switchable or capability.name not in town.switched_off


def offered_capabilities() -> list[Capability]:
    """The capabilities the town worked for now offers."""
    town = current_municipality()
    return [capability for capability in capabilities() if is_offered_by(town, capability)]


def is_switched_off(request: HttpRequest, town: Municipality) -> bool:
    """Whether a request asks for something of a capability that the town has switched off."""
    if not town.switched_off or request.resolver_match is None:
        return False
    segment = segment_below(request, town)
    for capability in capabilities():
        if not is_offered_by(town, capability) and capability.owns_segment(segment):
            return request.resolver_match.view_name not in capability.lasting
    return False


def segment_below(request: HttpRequest, town: Municipality) -> str:
    """The first segment below the town: after the language and, on the main host, after the town's own."""
    segments = request.path_info.strip("/").split("/")
    languages = {code for code, _name in settings.LANGUAGES}
    below = segments[2:] if segments[:2] == ["api", "v1"] else segments[segments[0] in languages :]
    if below[:1] == [town.slug]:
        below = below[1:]
    return below[0] if below else ""
