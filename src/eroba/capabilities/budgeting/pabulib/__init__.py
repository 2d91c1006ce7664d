"""Files of participatory budgets in the common format `.pb`: reading them as a stream, and writing them.

Nothing here knows a rule of counting, a database or a web page.
"""

from eroba.capabilities.budgeting.pabulib.document import Document, Row
from eroba.capabilities.budgeting.pabulib.faults import Fault
from eroba.capabilities.budgeting.pabulib.reading import read_document
from eroba.capabilities.budgeting.pabulib.writing import shuffled_for_publication, write_document

__all__ = ["Document", "Fault", "Row", "read_document", "shuffled_for_publication", "write_document"]
