"""The versions of a paper, read once for a look: rules ask for them as well as pages."""

from eroba.kernel.base.memory import forget, once
from eroba.kernel.documents.models import FileVersion, Letter, StoredFile


def versions_of(paper: StoredFile) -> list[FileVersion]:
    """All versions of a paper, oldest first, each with its file; one that was never changed has one."""
    written = list(paper.versions.select_related("file", "paper").order_by("number"))
    return written or [first_version(paper)]


def versions_at_hand(paper: StoredFile) -> list[FileVersion]:
    """The same, read once for a look; whoever adds a version forgets them with `forget_versions`."""
    return once(("versions of", paper.pk), lambda: versions_of(paper))


def forget_versions(paper: StoredFile) -> None:
    """Read the versions of a paper anew the next time: there is one more."""
    forget(("versions of", paper.pk))


def letter_at_hand(paper: StoredFile) -> Letter | None:
    """The sealed letter a paper is, read once for a look: a file that is kept becomes no letter later."""
    return once(("letter of", paper.pk), paper.letters.first)


def is_sealed_letter(paper: StoredFile) -> bool:
    """Whether a paper is a sealed letter."""
    return letter_at_hand(paper) is not None


def first_version(paper: StoredFile) -> FileVersion:
    """The version a paper began with, as a row that is written only when a second one is made."""
    return FileVersion(
        paper=paper, number=1, file=paper, kind=FileVersion.Kind.FIRST, made_by="", made_at=paper.kept_at
    )
