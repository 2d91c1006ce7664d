"""The shelf in an object store: private objects under the same paths as on disk, and never a public address."""

import datetime as dt
import functools
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any, Concatenate, ParamSpec, Self, TypeVar
from urllib.parse import parse_qs, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

from eroba.kernel.documents.ports import ShelfSilent, Shelved

PIECE_BYTES = 256 * 1024
EXAMPLE = "s3://bucket/folder?endpoint=https://store.example.ge&region=eu-central-1"
_MISSING = {"404", "NoSuchKey", "NotFound"}
# A copy onto itself dates an object anew; younger ones are left alone, they are no orphans yet.
_YOUNG = dt.timedelta(hours=6)

P = ParamSpec("P")
R = TypeVar("R")


def _or_silent(
    ask: Callable[Concatenate["ObjectShelf", P], R],
) -> Callable[Concatenate["ObjectShelf", P], R]:
    """Raise ShelfSilent for whatever keeps the store from answering."""

    @functools.wraps(ask)
    def asked(shelf: "ObjectShelf", /, *args: P.args, **kwargs: P.kwargs) -> R:
        with _silence():
            return ask(shelf, *args, **kwargs)

    return asked


@contextmanager
def _silence() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError, HTTPClientError) as error:
        raise ShelfSilent(f"the object store does not answer: {error}") from error


class ObjectShelf:
    """A shelf in one bucket, below one folder. Keys come from the environment as for every client of S3."""

    def __init__(self, client: Any, bucket: str, folder: str = "") -> None:
        self._client = client
        self._bucket = bucket
        self._folder = folder.strip("/")

    @classmethod
    def at(cls, address: str, key: str = "", secret: str = "", timeout_seconds: float = 10.0) -> Self:
        """Open the shelf at an address; raises ValueError when it is none."""
        parts = urlsplit(address)
        if parts.scheme != "s3" or not parts.netloc:
            raise ValueError(f"{address!r} is no address of an object store; write it like {EXAMPLE}")
        options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        config = Config(
            connect_timeout=min(3.0, timeout_seconds),
            read_timeout=timeout_seconds,
            retries={"total_max_attempts": 2, "mode": "standard"},
            signature_version="s3v4",
            s3={"addressing_style": options.get("addressing", "path")},
        )
        client = boto3.client(
            "s3",
            endpoint_url=options.get("endpoint"),
            region_name=options.get("region", "us-east-1"),
            aws_access_key_id=key or None,
            aws_secret_access_key=secret or None,
            config=config,
        )
        return cls(client, parts.netloc, parts.path)

    @_or_silent
    def put(self, path: str, content: bytes) -> None:
        """Write an object; a store shows it whole or not at all."""
        self._client.put_object(
            Bucket=self._bucket,
            Key=self._key(path),
            Body=content,
            ContentType="application/octet-stream",
            CacheControl="private, no-store",
        )

    def pieces(self, path: str) -> Iterator[bytes]:
        """Read an object piece by piece, from the store to us; nobody else gets an address of it."""
        with _silence(), self._opened(path) as body:
            yield from body.iter_chunks(PIECE_BYTES)

    @_or_silent
    def renew(self, path: str) -> bool:
        """Tell whether the object is there; one that is not young is copied onto itself to date it anew."""
        since = self._since(path)
        if since is None:
            return False
        if dt.datetime.now(dt.UTC) - since > _YOUNG:
            key = self._key(path)
            self._client.copy_object(
                Bucket=self._bucket,
                Key=key,
                CopySource={"Bucket": self._bucket, "Key": key},
                MetadataDirective="REPLACE",
                ContentType="application/octet-stream",
                CacheControl="private, no-store",
            )
        return True

    @_or_silent
    def has(self, path: str) -> bool:
        """Tell whether the object is there."""
        return self._since(path) is not None

    def listed(self, folder: str) -> Iterator[Shelved]:
        """Name each object below a folder."""
        below = self._key(folder).rstrip("/") + "/"
        start = len(self._key(""))
        with _silence():
            pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=below)
            for page in pages:
                for one in page.get("Contents", ()):
                    yield Shelved(one["Key"][start:], one["Size"], one["LastModified"])

    @_or_silent
    def remove(self, path: str) -> None:
        """Take an object away."""
        self._client.delete_object(Bucket=self._bucket, Key=self._key(path))

    @contextmanager
    def _opened(self, path: str) -> Iterator[Any]:
        try:
            found = self._client.get_object(Bucket=self._bucket, Key=self._key(path))
        except ClientError as error:
            if _is_missing(error):
                raise FileNotFoundError(path) from error
            raise
        with closing(found["Body"]) as body:
            yield body

    def _since(self, path: str) -> dt.datetime | None:
        try:
            found = self._client.head_object(Bucket=self._bucket, Key=self._key(path))
        except ClientError as error:
            if _is_missing(error):
                return None
            raise
        return found["LastModified"]

    def _key(self, path: str) -> str:
        if path.startswith("/") or ".." in path.split("/"):
            raise ValueError("a path may not lead out of the shelf")
        return f"{self._folder}/{path}" if self._folder else path


def _is_missing(error: ClientError) -> bool:
    return error.response.get("Error", {}).get("Code") in _MISSING
