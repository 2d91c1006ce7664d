"""Tables as CSV files that Excel opens: every cell is text, and none of them a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from eroba.kernel.ui.sheets import harmless

# Excel reads Georgian letters only when the file begins with this mark.
MARK = "\ufeff"


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The rows as CSV with a heading."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(columns)
    writer.writerows([harmless("" if value is None else str(value)) for value in row] for row in rows)
    return written.getvalue()


def csv_response(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A CSV file to download."""
    answer = HttpResponse(MARK + csv_text(columns, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
