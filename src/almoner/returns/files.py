"""Files as councils send them: a folder, a zip, one file, any of them gzipped; three encodings.

Contents are handed on as UTF-8 text in bytes. Nothing is unpacked to disk, and what unpacks to more
than LIMIT bytes, or to very many times its size, is refused.
"""

from __future__ import annotations

import codecs
import gzip
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from almoner.reference.language import _
from almoner.reference.refusal import Refusal
from almoner.returns.progress import tell

LIMIT = 2**30
# Lists and XML unpack to 5 to 40 times their size; what unpacks to much more is made to do harm.
_MOST_TIMES = 100
_HARMLESS = 2**25
_PIECE = 2**24
_HIDDEN = (".", "__macosx")
_BROKEN = (
    OSError, EOFError, RuntimeError, NotImplementedError, ValueError, struct.error,
    zlib.error, lzma.LZMAError, zipfile.BadZipFile,
)  # fmt: skip


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
    parts = sorted(_every_part(path, endings), key=lambda part: part.name)
    if not parts:
        expected = _("a folder, zip or file with {endings}").format(endings=", ".join(endings))
        raise Refusal(_("nothing to read here"), file=path, expected=expected)
    return parts


def _every_part(path: Path, endings: tuple[str, ...]) -> Iterator[Part]:
    if path.is_dir():
        for file in sorted(path.iterdir()):
            if file.is_file() and not file.name.startswith(".") and _ends(file.name, endings):
                yield _plain(file)
    elif path.suffix.lower() == ".zip":
        yield from _zipped(path, endings)
    elif _ends(path.name, endings):
        yield _plain(path)


def _ends(name: str, endings: tuple[str, ...]) -> bool:
    return name.lower().removesuffix(".gz").endswith(endings)


def _plain(file: Path) -> Part:
    return _part(file.name, file.open("rb"), file, file.stat().st_size)


def _zipped(path: Path, endings: tuple[str, ...]) -> Iterator[Part]:
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in _wanted(archive, endings):
                name = Path(entry.filename).name
                yield _part(name, archive.open(entry), path, entry.compress_size)
    except _BROKEN as broken:
        raise Refusal(_("this is not a zip that can be opened"), file=path) from broken


def _wanted(archive: zipfile.ZipFile, endings: tuple[str, ...]) -> list[zipfile.ZipInfo]:
    wanted = [
        entry
        for entry in archive.infolist()
        if not entry.is_dir()
        and not entry.filename.lower().startswith(_HIDDEN)
        and _ends(entry.filename, endings)
    ]
    if sum(entry.file_size for entry in wanted) > LIMIT:
        raise Refusal(_("this unpacks to more than a gibibyte"), file=archive.filename)
    return wanted


def _part(name: str, stream: IO[bytes], file: Path, packed: int) -> Part:
    """`packed` is the size of what is unpacked here, in bytes."""
    name = name.lower()
    most = min(max(_HARMLESS, _MOST_TIMES * packed), LIMIT)
    with stream:
        try:
            if name.endswith(".gz"):
                with gzip.open(stream) as unpacked:
                    return Part(name.removesuffix(".gz"), _all_of(unpacked, file, most))  # type: ignore[arg-type]
            return Part(name, _all_of(stream, file, most))
        except _BROKEN as broken:
            raise Refusal(_("this file cannot be unpacked"), file=f"{file}: {name}") from broken


def _all_of(stream: IO[bytes], file: Path, most: int) -> bytes:
    content = stream.read(_PIECE)
    pieces, size = [content], len(content)
    while len(content) == _PIECE and size <= most:
        tell(_("reading {file}").format(file=file.name), size, 0)
        content = stream.read(_PIECE)
        pieces.append(content)
        size += len(content)
    if size > most:
        megabytes = most // 2**20
        message = _("this unpacks to more than {size} MiB, which no return of its size does")
        raise Refusal(message.format(size=megabytes), file=file)
    return b"".join(pieces) if len(pieces) > 1 else content


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
