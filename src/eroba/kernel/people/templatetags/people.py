"""`{% load people %}`: words for devices and networks, and what a passkey is asked, as the browser reads it."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

from eroba.kernel.people.devices import device_words

register = template.Library()
register.filter("device_words", device_words)


@register.filter
def as_json(asked: Any) -> str:
    """What a passkey is asked, for an attribute of the page; the template escapes it like any text."""
    return json.dumps(asked, cls=DjangoJSONEncoder)
