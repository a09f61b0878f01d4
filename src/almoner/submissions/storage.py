"""Where uploaded files lie: a folder a submission in the data folder, for this user alone."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from django.conf import settings

from almoner.reference.language import _
from almoner.reference.refusal import Refusal

GIVEN, BEFORE = "given", "before"
"""The parts of a folder: what was received, and last year's return."""

_NO_NAME = re.compile(r"[\x00-\x1f\x7f/\\]")


class Upload(Protocol):
    """A file as the browser sent it."""

    name: str | None
    size: int | None

    def chunks(self) -> Iterable[bytes]:
        """Its bytes, part by part."""


class Stored(NamedTuple):
    """A file as received."""

    name: str
    bytes: int


def root() -> Path:
    """The folder of all submissions."""
    path = Path(settings.SUBMISSIONS_DIR)
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def folder_of(name: str) -> Path:
    """The folder of one submission."""
    return root() / name


def store(parts: dict[str, Sequence[Upload]]) -> str:
    """Keep uploads, part by part, in a new folder; its name. Nothing is left when one fails."""
    name = secrets.token_hex(16)
    folder = folder_of(name)
    folder.mkdir(mode=0o700)
    try:
        for part, uploads in parts.items():
            if uploads:
                (folder / part).mkdir(mode=0o700)
                for upload in uploads:
                    _store_one(folder / part, upload)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return name


def _store_one(folder: Path, upload: Upload) -> None:
    name = plain_name(upload.name or "")
    try:
        descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise Refusal(_("two files have one name"), found=name) from None
    with os.fdopen(descriptor, "wb") as stream:
        _copy(upload, stream)


def _copy(upload: Upload, stream: BinaryIO) -> None:
    for chunk in upload.chunks():
        stream.write(chunk)


def plain_name(given: str) -> str:
    """A name without folder, control characters or a leading dot. Refuses one that is then empty.

    The rest stays as it was: a list is known by the name of its file.
    """
    name = _NO_NAME.sub("", given.replace("\\", "/").rsplit("/", 1)[-1]).strip().lstrip(".")
    name = name[-120:]
    if not name:
        raise Refusal(_("this file has no name"), found=given)
    return name


def path_of(folder: str, part: str) -> Path | None:
    """What a reader is given: the only file of a part, or its folder; None where there is none."""
    path = folder_of(folder) / part
    if not path.is_dir():
        return None
    files = sorted(path.iterdir())
    return files[0] if len(files) == 1 else path


def sweep(known: Collection[str], seconds: float) -> int:
    """Take away folders that are not `known` and uploads that were never finished, both older."""
    limit = time.time() - seconds
    left = [path for path in root().iterdir() if path.name not in known]
    left += Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.upload*")
    old = [path for path in left if path.stat().st_mtime < limit]
    for path in old:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(old)


def delete(folder: str) -> None:
    """Take a submission's files away for good."""
    if folder:
        shutil.rmtree(folder_of(folder), ignore_errors=True)
