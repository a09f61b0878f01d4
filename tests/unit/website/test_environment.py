"""Settings from the environment: each wrong one is refused with how to mend it."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from almoner.website import environment


def test_without_a_database_url_it_is_sqlite_in_the_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("ALMONER_DATA_DIR", str(tmp_path / "data"))
    database = environment.database()
    assert database["NAME"] == str(tmp_path / "data" / "almoner.sqlite3")


def test_a_postgresql_url_with_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:p%40ss@db:5433/almoner?sslmode=require")
    database = environment.database()
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert [database[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        "me", "p@ss", "db", "5433", "almoner",
    ]  # fmt: skip
    assert database["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("url", ["mysql://db/almoner", "postgresql://db", "almoner.sqlite3"])
def test_another_url_says_how_to_write_it(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="postgresql://user:password@host"):
        environment.database()


def test_a_short_secret_key_says_how_to_make_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALMONER_SECRET_KEY", "short")
    with pytest.raises(ImproperlyConfigured, match="token_urlsafe"):
        environment.secret_key()


def test_a_secret_key_is_made_once_and_is_ours_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ALMONER_SECRET_KEY", raising=False)
    monkeypatch.setenv("ALMONER_DATA_DIR", str(tmp_path))
    key = environment.secret_key()
    assert len(key) >= 50
    assert environment.secret_key() == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_data_folder_that_cannot_be_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("ALMONER_DATA_DIR", str(tmp_path / "file" / "below"))
    with pytest.raises(ImproperlyConfigured, match="may write to"):
        environment.data_dir()


def test_a_flag_is_on_or_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALMONER_DEBUG", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="on or off"):
        environment.flag("ALMONER_DEBUG", default=False)


def test_every_setting_that_is_read_is_described() -> None:
    source = Path(environment.__file__).read_text(encoding="utf-8")
    settings = (Path(environment.__file__).parent / "settings.py").read_text(encoding="utf-8")
    for name, _default, _meaning in environment.SETTINGS:
        package = Path(environment.__file__).parent.parent
        used = name in source.split('"""Every variable')[1] or name in settings
        assert used or any(
            name in path.read_text(encoding="utf-8")
            for path in package.rglob("*.py")
            if path.name != "environment.py"
        ), name
