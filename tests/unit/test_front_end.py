"""The front end's build: pinned, and free of what does not belong in the tree."""

from __future__ import annotations

import json
import re
from pathlib import Path


def test_the_lock_names_no_host_and_pins_every_package(repository: Path) -> None:
    text = (repository / "front_end" / "package-lock.json").read_text(encoding="utf-8")
    assert "http" not in text
    packages = json.loads(text)["packages"]
    assert all("integrity" in held for path, held in packages.items() if path)


def test_packages_are_named_with_exact_releases(repository: Path) -> None:
    held = json.loads((repository / "front_end" / "package.json").read_text(encoding="utf-8"))
    for release in {**held["dependencies"], **held["devDependencies"]}.values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", release)


def test_the_styles_use_neither_the_crown_nor_the_typeface_of_gov_uk(repository: Path) -> None:
    built = repository / "src" / "almoner" / "website" / "static" / "built"
    manifest = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
    styles = (built / manifest["site.css"]).read_text(encoding="utf-8")
    assert "GDS Transport" not in styles
    assert "crown" not in styles
    assert "crest" not in styles
    assert "@font-face" not in styles
