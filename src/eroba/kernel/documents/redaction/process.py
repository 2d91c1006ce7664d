"""Asks for a redaction in a process of its own, with a time after which it is ended.

The papers are strangers' and their reader is a large program: if one breaks it, the site goes on.
"""

import base64
import json
import signal
import subprocess
import sys
from typing import Any

from eroba.kernel.documents.redaction.answers import NotRedacted, PageView, RedactedPaper
from eroba.kernel.documents.redaction.marks import Marks, Suggestion

# The process ends itself after seconds of work; this is for a machine that does not let it work.
LONGEST_SECONDS = 90
_OUT_OF_TIME = {-signal.SIGXCPU, -signal.SIGKILL}
COMMAND = (sys.executable, "-m", "eroba.kernel.documents.redaction")


def view_page(content: bytes, media_type: str, marks: Marks, page: int) -> PageView:
    """Show one page of a paper with its marks; raises NotRedacted."""
    said, _nothing = _asked(content, asked="view", media_type=media_type, marks=marks.as_json(), page=page)
    picture = base64.b64decode(said.pop("picture"))
    suggestions = [Suggestion(**one) for one in said.pop("suggestions")]
    return PageView(picture=picture, suggestions=suggestions, **said)


def redact_paper(content: bytes, media_type: str, marks: Marks) -> RedactedPaper:
    """Take what is marked out of a paper; raises NotRedacted."""
    said, pdf = _asked(content, asked="redact", media_type=media_type, marks=marks.as_json())
    return RedactedPaper(pdf, said["page_count"], said["places_count"])


def _asked(content: bytes, **question: Any) -> tuple[dict[str, Any], bytes]:
    try:
        done = subprocess.run(
            COMMAND,
            input=json.dumps(question).encode() + b"\n" + content,
            capture_output=True,
            timeout=LONGEST_SECONDS,
            check=True,
        )
        line, pdf = done.stdout.split(b"\n", 1)
        said = json.loads(line)
    except subprocess.TimeoutExpired as error:
        raise NotRedacted("busy") from error
    except subprocess.CalledProcessError as error:
        raise NotRedacted("too-long" if error.returncode in _OUT_OF_TIME else "unreadable") from error
    except ValueError as error:
        raise NotRedacted("unreadable") from error
    if "problem" in said:
        raise NotRedacted(said["problem"])
    return said, pdf
