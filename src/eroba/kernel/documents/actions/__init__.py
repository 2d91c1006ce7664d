"""The only place that writes files, letters, versions and seals.

Whatever takes time is done before: files are checked by `receive_upload`, letters drawn by `prepare_letter`.
"""

from eroba.kernel.documents.actions.keeping import keep_upload
from eroba.kernel.documents.actions.letters import issue_letter, withdraw_letter
from eroba.kernel.documents.actions.seals import renew_seal, withdraw_seal
from eroba.kernel.documents.actions.shelf import (
    destroy_files,
    forget_person,
    note_file_trouble,
    note_mended,
    note_orphans,
)
from eroba.kernel.documents.actions.versions import (
    look_at_version,
    redact_paper,
    replace_paper,
    restore_version,
)

__all__ = [
    "destroy_files",
    "forget_person",
    "issue_letter",
    "keep_upload",
    "look_at_version",
    "note_file_trouble",
    "note_mended",
    "note_orphans",
    "redact_paper",
    "renew_seal",
    "replace_paper",
    "restore_version",
    "withdraw_letter",
    "withdraw_seal",
]
