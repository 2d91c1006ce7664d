"""`python -m eroba.kernel.documents.redaction`: answers one question about one paper, then ends.

The question comes in on standard input, the answer goes out on standard output: a line of JSON, then bytes.
"""

import base64
import contextlib
import json
import os
import resource
import sys
from dataclasses import asdict
from typing import Any

from eroba.kernel.documents.redaction.answers import NotRedacted
from eroba.kernel.documents.redaction.marks import Marks
from eroba.kernel.documents.redaction.pages import redacted, viewed

MOST_MEMORY_BYTES = 2 * 1024**3
MOST_CPU_SECONDS = 30


def answer(question: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    """Show a page or redact a paper; a refusal is an answer too."""
    marks, media_type = Marks.from_json(question["marks"]), str(question["media_type"])
    try:
        if question["asked"] == "view":
            view = asdict(viewed(content, media_type, marks, int(question["page"])))
            view["picture"] = base64.b64encode(view["picture"]).decode("ascii")
            return view, b""
        done = redacted(content, media_type, marks)
        return {"page_count": done.page_count, "places_count": done.places_count}, done.pdf
    except NotRedacted as problem:
        return {"problem": str(problem)}, b""


def main() -> None:
    """Answer within bounds: whatever a stranger's paper does to the reader, it does to this process only."""
    for kind, most in ((resource.RLIMIT_AS, MOST_MEMORY_BYTES), (resource.RLIMIT_CPU, MOST_CPU_SECONDS)):
        with contextlib.suppress(ValueError, OSError):  # not every system lets a process bind itself
            resource.setrlimit(kind, (most, most))
    out = os.dup(1)
    os.dup2(2, 1)  # what the library complains about is no part of the answer
    question, content = sys.stdin.buffer.read().split(b"\n", 1)
    said, pdf = answer(json.loads(question), content)
    with os.fdopen(out, "wb") as target:
        target.write(json.dumps(said).encode() + b"\n" + pdf)


if __name__ == "__main__":
    main()
