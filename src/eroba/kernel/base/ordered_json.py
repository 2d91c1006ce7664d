"""JSON that comes back as it was written, key after key, on every database.

PostgreSQL's own JSON column sorts keys by their length; what people read again as a file must not be shuffled.
"""

import json
from typing import Any

from django.db import models


class OrderedJSONField(models.TextField):
    """Plain values kept as text in the order they came. Nothing inside them can be asked of the database."""

    description = "JSON in the order it was written"

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> Any:
        """Read the text again."""
        return None if value is None else json.loads(value)

    def to_python(self, value: Any) -> Any:
        """Take values as they are, and text from a fixture."""
        return json.loads(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> str | None:
        """Write the values down as text, in their order."""
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def value_to_string(self, obj: models.Model) -> str:
        """The text of a fixture."""
        return json.dumps(self.value_from_object(obj), ensure_ascii=False)
