"""Tells the type checker what a member of Django's `TextChoices` is: a text with a label, not the pair it is written as.

Django has no types of its own, so the checker takes `CLERK = "clerk", _("case handler")` by its word.
"""

from collections.abc import Callable

from mypy.plugin import AttributeContext, Plugin
from mypy.types import AnyType, TupleType, Type, TypeOfAny, get_proper_type


def _member(context: AttributeContext) -> Type:
    written = get_proper_type(context.default_attr_type)
    is_pair = isinstance(written, TupleType) and len(written.items) == 2
    return AnyType(TypeOfAny.special_form) if is_pair else context.default_attr_type


class ChoicesPlugin(Plugin):
    """Looks at attributes of classes that Django's untyped ones are below."""

    def get_class_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:
        """Called by mypy for each attribute read from a class."""
        owner, _dot, name = fullname.rpartition(".")
        symbol = self.lookup_fully_qualified(owner)
        info = getattr(symbol, "node", None)
        is_below_untyped = bool(getattr(info, "fallback_to_any", False))
        return _member if is_below_untyped and name.isupper() else None


def plugin(version: str) -> type[Plugin]:
    """Where mypy looks first."""
    return ChoicesPlugin
