"""Pages of long lists: the keys of a page are found first, and only these rows are read with what belongs to them."""

from django.core.paginator import Page, Paginator


class LongList(Paginator):
    """Pages of a list that may have a million rows; one statement more than a plain one, whatever the page.

    A database that reads the rows of other tables too before it knows which hundred are wanted reads thousands for
    nothing: PostgreSQL cannot tell how many rows its policies let through, expects few and takes all of them.
    """

    def _get_page(self, *args: object, **kwargs: object) -> Page:
        """The hook of Django for another kind of page."""
        rows, *rest = args
        keys = list(rows.values_list("pk", flat=True))  # type: ignore[attr-defined]
        return super()._get_page(self.object_list.filter(pk__in=keys), *rest, **kwargs)
