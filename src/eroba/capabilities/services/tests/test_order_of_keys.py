"""A version's files read as they were written, whichever database kept them."""

import pytest

from eroba.capabilities.services.definition.files import files_of_content
from eroba.capabilities.services.models import ServiceVersion
from eroba.kernel.base.ordered_json import OrderedJSONField

pytestmark = pytest.mark.django_db


def test_a_version_comes_back_in_the_order_it_was_written(service, assistance_folder):
    kept = ServiceVersion.objects.get(pk=service.current_id).content
    assert files_of_content(kept) == files_of_content(assistance_folder.content)
    assert list(kept["service"])[:3] == ["format", "code", "number_prefix"]


def test_ordered_values_survive_a_fixture():
    field = OrderedJSONField()
    values = {"zebra": [1, {"ზ": None}], "a": "ა"}
    assert list(field.to_python(field.get_prep_value(values))) == ["zebra", "a"]
    assert field.to_python(values) is values and field.get_prep_value(None) is None
    assert field.from_db_value('{"b": 1, "a": 2}', None, None) == {"b": 1, "a": 2}
