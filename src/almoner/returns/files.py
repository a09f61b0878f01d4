"""Files as councils send them: a folder, a zip, one file, any of them gzipped; three encodings.

Contents are handed on as UTF-8 text in bytes. Nothing is unpacked to disk, and an archive that
claims to unpack to more than LIMIT bytes is refused.
"""

from __future__ import annotations

import codecs
import gzip
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.progress import tell

LIMIT = 2**30
_PIECE = 2**24
_HIDDEN = (".", "__macosx")


class Part(NamedTuple):
    """One file of a submission: its name without `.gz`, in lower case, and its bytes."""

    name: str
    content: bytes

    @property
    def stem(self) -> str:
        """The name without folder and ending."""
        return Path(self.name).stem

    @property
    def ending(self) -> str:
        """The ending with its dot, such as .csv."""
        return Path(self.name).suffix


def parts_of(path: Path, endings: tuple[str, ...]) -> list[Part]:
    """The files at `path` (folder, zip or file) with one of the endings, in order of name.

    Raises Refusal when there is nothing there, or nothing with such an ending.
    """
    if not path.exists():
        raise Refusal(_("there is no such file or folder"), file=path)
    parts = sorted(
        (part for part in _every_part(path) if part.ending in endings), key=lambda part: part.name
    )
    if not parts:
        expected = _("a folder, zip or file with {endings}").format(endings=", ".join(endings))
        raise Refusal(_("nothing to read here"), file=path, expected=expected)
    return parts


def _every_part(path: Path) -> Iterator[Part]:
    if path.is_dir():
        for file in sorted(path.iterdir()):
            if file.is_file() and not file.name.startswith("."):
                yield _part(file.name, file.open("rb"), file)
    elif path.suffix.lower() == ".zip":
        yield from _zipped(path)
    else:
        yield _part(path.name, path.open("rb"), path)


def _zipped(path: Path) -> Iterator[Part]:
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                name = Path(entry.filename).name
                if not entry.is_dir() and not entry.filename.lower().startswith(_HIDDEN):
                    yield _part(name, archive.open(entry), path)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as broken:
        raise Refusal(_("this is not a zip that can be opened"), file=path) from broken


def _part(name: str, stream: IO[bytes], file: Path) -> Part:
    name = name.lower()
    with stream:
        try:
            if name.endswith(".gz"):
                with gzip.open(stream) as unpacked:
                    return Part(name.removesuffix(".gz"), _all_of(unpacked, file))  # type: ignore[arg-type]
            return Part(name, _all_of(stream, file))
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as broken:
            raise Refusal(_("this file cannot be unpacked"), file=f"{file}: {name}") from broken


def _all_of(stream: IO[bytes], file: Path) -> bytes:
    content = stream.read(_PIECE)
    if len(content) < _PIECE:
        return content
    pieces, size = [content], len(content)
    while content and size <= LIMIT:
        tell(_("reading {file}").format(file=file.name), size, 0)
        content = stream.read(_PIECE)
        pieces.append(content)
        size += len(content)
    if size > LIMIT:
        raise Refusal(_("this unpacks to more than a gibibyte"), file=file)
    return b"".join(pieces)


def as_utf8(content: bytes) -> bytes:
    """The text as UTF-8 without a byte-order mark; what is not UTF-8 is read as Windows-1252."""
    content = content.removeprefix(codecs.BOM_UTF8)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace").encode()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace").encode()
    return content
