"""Making the row of a town that is not among the national data, or finding the one that is. It stays closed."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from eroba.kernel.base.errors import BadInput
from eroba.kernel.base.text import is_georgian, latin_name
from eroba.kernel.tenancy.models import Municipality

SLUG = re.compile(r"[a-z][a-z0-9-]{1,48}[a-z0-9]")


def found_town(slug: str, *, name: str, name_en: str = "") -> Municipality:
    """The town of this address, made if it is new. A town of the national data keeps its official names.

    Raises BadInput when the address cannot be one, or the name is empty.
    """
    known = Municipality.objects.filter(slug=slug).first()
    if known is not None:
        return known
    if not SLUG.fullmatch(slug):
        raise BadInput(
            _("The address of a town is 3 to 50 small Latin letters, figures or hyphens: ozurgeti.")
        )
    if slug in settings.RESERVED_SEGMENTS:
        raise BadInput(_("This address is taken by a part of the platform. Please choose another."))
    if not name.strip():
        raise BadInput(_("A town needs a name."))
    english = name_en.strip() or (latin_name(name.strip()) if is_georgian(name) else name.strip())
    return Municipality.objects.create(
        slug=slug, number_prefix=free_prefix(slug), name_ka=name.strip()[:80], name_en=english[:80]
    )


def free_prefix(slug: str) -> str:
    """Letters in front of the town's numbers that no other town has: OZU, else OZR, …, else OZ1, OZ2, …"""
    taken = set(Municipality.objects.values_list("number_prefix", flat=True))
    return next(prefix for prefix in _prefixes(slug) if prefix not in taken)


def _prefixes(slug: str) -> Iterator[str]:
    letters = re.sub(r"[^a-z]", "", slug).upper().ljust(3, "X")
    for third in letters[2:]:
        yield letters[:2] + third
    for number in range(1, 1000):
        yield f"{letters[:2]}{number}"
