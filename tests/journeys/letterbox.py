"""The folder in which the product's letterbox keeps e-mails, read as the people read their mail."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

PATIENCE_SECONDS = 75


def words_of(letter: EmailMessage) -> str:
    """The subject and the plain text of an e-mail, decoded: Georgian travels in another shape."""
    body = letter.get_body(("plain",))
    return f"{letter['Subject']}\n{body.get_content() if body else ''}"


@dataclass(frozen=True)
class Letterbox:
    """The e-mails of everybody."""

    home: Path

    def letters_for(self, email: str) -> list[EmailMessage]:
        """What came for one address, oldest first."""
        paths = sorted((self.home / "letters").glob(f"*-{email}.eml"))
        return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]

    def wait_for(self, email: str, is_wanted: Callable[[EmailMessage], object]) -> EmailMessage:
        """The newest e-mail of some kind, as soon as it comes."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            letters = self.letters_for(email)
            found = [letter for letter in letters if is_wanted(letter)]
            if found:
                return found[-1]
            subjects = [letter["Subject"] for letter in letters]
            assert time.monotonic() < deadline, f"no such e-mail for {email}, only {subjects}"
            time.sleep(0.2)

    def code_for(self, email: str) -> str:
        """The code that confirms an address."""
        letter = self.wait_for(email, lambda letter: ":" in letter["Subject"])
        return str(letter["Subject"]).rpartition(":")[2].strip()

    def about(self, email: str, words: str) -> EmailMessage:
        """The e-mail that speaks of something, a number or a decision."""
        return self.wait_for(email, lambda letter: words in f"{letter['Subject']} {text_of(letter)}")


def text_of(letter: EmailMessage) -> str:
    """The words of an e-mail, without its HTML."""
    body = letter.get_body(preferencelist=("plain",))
    return body.get_content() if body else ""


def links_in(letter: EmailMessage) -> list[str]:
    """The addresses in an e-mail."""
    return re.findall(r"https?://\S+", text_of(letter))
