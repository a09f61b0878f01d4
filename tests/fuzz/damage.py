"""What can be wrong with bytes: slips, broken packing, wrong encodings, and malice."""

from __future__ import annotations

import gzip
import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable

from tests.fuzz.seeds import Files

Damage = Callable[[random.Random, bytes], bytes]

TOKENS = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b'"', b'""', b",", b"\r", b"\n", b"\r\n", b"\t",
    b"<", b">", b"&", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&#0;", b"&#xFFFFFFFF;",
    b"&amp;", b"<?xml?>", b"<?x y?>", b"<!DOCTYPE a>", b"31/02/2026", b"29/02/2027", b"00/00/0000",
    b"9999-12-31", b"0001-01-01", b"-1", b"1e308", b"NaN", b"inf", b"\xe2\x80\x8b",
    b"\xf0\x9f\x98\x80", b"\xed\xa0\x80",
    b"\xc3", b"' OR 1=1", b"=1+1", b"{}", b"{0}", b"%s", b"$1", b"N/A", b";", b"|",
)  # fmt: skip
_CELL_BEGINS = re.compile(rb"[,\n>]")
_CELL_ENDS = re.compile(rb"[,\r\n<]")
BOMB = b"<!DOCTYPE x [<!ENTITY a0 'lol'>%s]>" % b"".join(
    b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)
)
THIEF = b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"
BORROWER = b"<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/none.dtd' [<!ENTITY % b SYSTEM 'http://127.0.0.1:9/b'>%b;]>"


def _flipped(rng: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _slip in range(rng.randrange(1, 9)):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut(rng: random.Random, content: bytes) -> bytes:
    at, to = sorted(rng.randrange(len(content) + 1) for _end in range(2))
    return content[:at] + content[to:]


def _shortened(rng: random.Random, content: bytes) -> bytes:
    return content[: rng.randrange(len(content) + 1)]


def _doubled(rng: random.Random, content: bytes) -> bytes:
    at, to = sorted(rng.randrange(len(content) + 1) for _end in range(2))
    return content[:to] + content[at:to] * rng.randrange(1, 4) + content[to:]


def _inserted(rng: random.Random, content: bytes) -> bytes:
    for _token in range(rng.randrange(1, 6)):
        at = rng.randrange(len(content) + 1)
        content = content[:at] + rng.choice(TOKENS) * rng.choice((1, 1, 1, 50)) + content[at:]
    return content


def _huge_field(rng: random.Random, content: bytes) -> bytes:
    at = rng.randrange(len(content) + 1)
    return content[:at] + rng.choice((b"A", b"9", b" ", b'"', b"\x00")) * 3_000_000 + content[at:]


def _many_columns(rng: random.Random, content: bytes) -> bytes:
    head, end, rest = content.partition(b"\r\n")
    return head + b",X" * rng.choice((1, 30_000)) + end + rest


def _deep(rng: random.Random, content: bytes) -> bytes:
    at, depth = content.find(b"><") + 1, rng.choice((50, 300, 50_000))
    return content[:at] + b"<a>" * depth + b"</a>" * rng.choice((0, depth)) + content[at:]


def _nested(rng: random.Random, content: bytes) -> bytes:
    """One of its own elements in itself, many times over."""
    name = rng.choice((b"Child", b"CHILD", b"CINdetails", b"Main", b"HEADER", b"Assessments"))
    depth = rng.choice((20, 200))
    at = content.find(b"><") + 1
    return content[:at] + b"<%s>" % name * depth + b"</%s>" % name * depth + content[at:]


def _entities(rng: random.Random, content: bytes) -> bytes:
    use = rng.choice((b"&a11;", b"&a;", b""))
    return rng.choice((BOMB, THIEF, BORROWER)) + content.replace(b"><", b">" + use + b"<", 3)


def _encoded(rng: random.Random, content: bytes) -> bytes:
    text = content.decode("utf-8", errors="replace")
    encoding = rng.choice(
        ("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-7", "cp037", "shift-jis")
    )
    declared = rng.choice(("", f'<?xml version="1.0" encoding="{encoding}"?>', "\ufeff"))
    return (declared + text).encode(encoding, errors="replace")


def _shuffled(rng: random.Random, content: bytes) -> bytes:
    lines = content.split(b"\r\n")
    rng.shuffle(lines)
    return b"\r\n".join(lines)


def _cell_changed(rng: random.Random, content: bytes) -> bytes:
    """Other text in some cells or elements, all else as it was."""
    ends = [m.end() for m in _CELL_BEGINS.finditer(content)]
    for at in sorted(rng.sample(ends, min(len(ends), rng.randrange(1, 6))), reverse=True):
        to = _CELL_ENDS.search(content, at)
        text = b"".join(rng.choice(TOKENS) for _token in range(rng.randrange(1, 3)))
        content = content[:at] + text + content[to.start() if to else len(content) :]
    return content


def _inside(rng: random.Random, content: bytes) -> bytes:
    """Damage within the parts of a workbook, and the workbook packed again."""
    if not content.startswith(b"PK"):
        return _cell_changed(rng, content)
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        names = old.namelist()
        worse = rng.choice([name for name in names if "sheet" in name or "Strings" in name])
        for name in names:
            part = old.read(name)
            way = rng.choice((_cell_changed, _flipped, _inserted, _cut, _doubled, _entities))
            new.writestr(name, way(rng, part) if name == worse else part)
    return changed.getvalue()


def _below_the_headings(damage: Damage) -> Damage:
    def below(rng: random.Random, content: bytes) -> bytes:
        head, end, rest = content.partition(b"\r\n")
        return head + end + damage(rng, rest)

    return below


def _nothing(_rng: random.Random, content: bytes) -> bytes:
    return content


ROUGH: tuple[Damage, ...] = (
    _flipped, _cut, _shortened, _doubled, _inserted, _huge_field, _many_columns, _deep, _nested,
    _entities, _encoded, _shuffled,
)  # fmt: skip
# Most of what is rough is refused at the door; what goes deeper is done more often.
DAMAGES: tuple[Damage, ...] = (
    *ROUGH, *map(_below_the_headings, (_flipped, _cut, _doubled, _inserted, _huge_field, _encoded)),
    *(_cell_changed,) * 10, *(_inside,) * 4, *(_nothing,) * 2,
)  # fmt: skip


def damaged(rng: random.Random, files: Files) -> Files:
    """The files with damage to some of them."""
    worse = dict(files)
    for name in rng.sample(sorted(files), rng.randrange(1, min(len(files), 3) + 1)):
        for _time in range(rng.choice((1, 1, 2))):
            try:
                worse[name] = rng.choice(DAMAGES)(rng, worse[name])
            except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError):
                # A workbook that was broken before cannot be opened to be broken again.
                break
    return worse


def packed(rng: random.Random, files: Files) -> Files:
    """The files as they are, each gzipped, or in one zip; the packing may be damaged as well."""
    way = rng.randrange(6)
    if way == 0:
        files = {f"{name}.gz": gzip.compress(content, 1) for name, content in files.items()}
    elif way == 1:
        files = {"return.zip": _zipped(rng, files)}
    if way < 2 and rng.random() < 0.3:
        name = rng.choice(sorted(files))
        files[name] = rng.choice((_flipped, _shortened, _cut, _inserted))(rng, files[name])
    return files


def _zipped(rng: random.Random, files: Files) -> bytes:
    content = io.BytesIO()
    method = rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_LZMA))
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, inner in files.items():
            archive.writestr(rng.choice(("", "903/", "../", "__MACOSX/", "/")) + name, inner)
        if rng.random() < 0.02:
            archive.writestr("bomb.csv", bytes(60_000_000), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def gzip_bomb(size: int) -> bytes:
    """A gzip that unpacks to `size` zeros, made without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    piece = bytes(2**20)
    parts = [packer.compress(piece) for _piece in range(size // len(piece))]
    return b"".join([*parts, packer.flush()])
