"""What is sent to the letterbox lies in it, whole and in Georgian."""

import smtplib
import subprocess
import sys
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests.fixtures.product import free_port


def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = (
        "town@example.org",
        "nino@example.org",
        "გადაწყვეტილება",
    )
    message.set_content("თქვენი განცხადება განხილულია.")
    return message


def send(port: int, message: EmailMessage) -> None:
    deadline = time.monotonic() + 10
    while True:
        try:
            with smtplib.SMTP("127.0.0.1", port, timeout=5) as server:
                server.send_message(message)
                return
        except ConnectionRefusedError:
            assert time.monotonic() < deadline
            time.sleep(0.1)


def test_a_letter_arrives_whole(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "eroba.config.letterbox", "--port", str(port), "--folder", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        send(port, letter())
        process.terminate()
    (file,) = tmp_path.glob("*-nino@example.org.eml")
    received = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert received["subject"] == "გადაწყვეტილება"
    assert received.get_content().strip() == "თქვენი განცხადება განხილულია."
