"""From the thread of a public report to the page that shows where it is."""

from django.urls import reverse
from django.utils.translation import gettext as _

from eroba.capabilities.services.models import PublicReport
from eroba.kernel.matters.models import Matter
from eroba.kernel.registry import Way
from eroba.kernel.tenancy.scope import current_municipality


def ways_to_report(matter: Matter) -> list[Way]:
    """The page of a public report, for a matter that is one."""
    if matter.kind != "case" or not PublicReport.objects.filter(case__matter=matter).exists():
        return []
    named = {"municipality": current_municipality().slug, "number": matter.number}
    return [Way(title=_("Where it is, on a map"), address=reverse("services:report", kwargs=named))]
