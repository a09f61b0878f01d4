"""Settings come from environment variables; a wrong one is refused with how to mend it."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SETTINGS = (
    ("ALMONER_DATA_DIR", "var", "Folder for the SQLite database and the secret key."),
    ("DATABASE_URL", "SQLite in the data folder", "postgresql://user:password@host:5432/name."),
    ("ALMONER_HOSTS", "localhost", "Host names that the site answers to, separated by commas."),
    ("ALMONER_SECRET_KEY", "made once, kept in the data folder", "50 characters or more."),
    ("ALMONER_HTTPS", "off", "on where the site is reached by HTTPS: cookies are then secure."),
    ("ALMONER_DEBUG", "off", "on for development only: errors show code and settings."),
    ("ALMONER_HOME_COUNCIL", "none", "Code of the council that the front page offers first."),
    ("ALMONER_UPLOAD_MIB", "200", "Most mebibytes that a return may be sent in."),
    (
        "ALMONER_SUBMISSION_DAYS",
        "90",
        "Days that the files of a return are kept; 0: until deleted.",
    ),
    ("ALMONER_ENGINE_KEY", "none", "Secret of an engine on another host: 32 characters or more."),
    ("ALMONER_ENGINE_CERTIFICATE", "none", "PEM file of that engine's certificate."),
    ("ALMONER_LANGUAGE", "en", "Language of the command line."),
)
"""Every variable that an installation may set: name, what holds without it, what it is for."""


def data_dir() -> Path:
    """ALMONER_DATA_DIR: where the SQLite database and the secret key are kept; made if missing."""
    path = Path(os.environ.get("ALMONER_DATA_DIR", "var")).resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"ALMONER_DATA_DIR is {str(path)!r}, which cannot be made ({error.strerror}). "
            "Set it to a folder that this user may write to."
        ) from None
    return path


def flag(name: str, *, default: bool) -> bool:
    """An on-or-off variable."""
    text = os.environ.get(name, "on" if default else "off").lower()
    if text in {"1", "on", "true", "yes"}:
        return True
    if text in {"0", "off", "false", "no"}:
        return False
    raise ImproperlyConfigured(f"{name} is {text!r}. Set it to on or off.")


def private_dir(name: str) -> Path:
    """A folder in the data directory for this user alone; made if missing."""
    path = data_dir() / name
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def number(name: str, *, default: int) -> int:
    """A whole number, nought or more."""
    text = os.environ.get(name, str(default))
    if not text.isdecimal():
        raise ImproperlyConfigured(f"{name} is {text!r}. Set it to a whole number, nought or more.")
    return int(text)


def secret_key() -> str:
    """ALMONER_SECRET_KEY, or one made once and kept in the data directory, readable by us alone."""
    key = os.environ.get("ALMONER_SECRET_KEY", "")
    if key:
        if len(key) < 50:
            raise ImproperlyConfigured(
                f"ALMONER_SECRET_KEY has {len(key)} characters. Give it 50 or more, for example "
                "the output of: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
            )
        return key
    path = data_dir() / "secret_key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii")


def hosts() -> list[str]:
    """ALMONER_HOSTS: the host names the site answers to, separated by commas."""
    text = os.environ.get("ALMONER_HOSTS", "localhost,127.0.0.1,[::1]")
    return [host.strip() for host in text.split(",") if host.strip()]


def database() -> dict[str, Any]:
    """DATABASE_URL as Django's settings; SQLite in the data directory when it is not set."""
    text = os.environ.get("DATABASE_URL", "")
    if not text:
        return _sqlite(data_dir() / "almoner.sqlite3")
    url = urlsplit(text)
    if url.scheme == "sqlite":
        return _sqlite(Path(unquote(url.path).removeprefix("/") or "almoner.sqlite3"))
    if url.scheme in {"postgres", "postgresql"} and url.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path.strip("/")),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": unquote(url.hostname or ""),
            "PORT": str(url.port or ""),
            "OPTIONS": dict(parse_qsl(url.query)),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(
        f"DATABASE_URL starts with {url.scheme!r} or names no database. Write it as "
        "postgresql://user:password@host:5432/name, or sqlite:////full/path.sqlite3, "
        "or leave it unset for SQLite in the data directory."
    )


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            # Readers go on while one process writes; a writer waits its turn instead of failing.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456; "
                "PRAGMA cache_size=-16000;"
            ),
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
        },
        "CONN_MAX_AGE": None,
    }
