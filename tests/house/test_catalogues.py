"""Every text has its Georgian, and no catalogue speaks of texts that are gone."""

import pytest
from django.conf import settings

from tools.messages import LANGUAGES, catalogue_of, rooms, state_of


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_complete(room, language) -> None:
    state = state_of(room, language)
    assert not state, f"{state}\n  `make messages` brings the catalogues up to date"


def test_django_reads_every_catalogue() -> None:
    folders = {catalogue_of(room, "ka").parent.parent.parent for room in rooms()}
    known = {str(path) for path in settings.LOCALE_PATHS}
    assert {str(path) for path in folders if path.is_dir()} <= known
