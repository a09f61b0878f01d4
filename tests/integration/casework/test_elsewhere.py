"""The engine on another host: over TLS, to who has the key, and to nobody else."""

from __future__ import annotations

import json
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from almoner.casework.answering import Answering
from almoner.casework.asking import EngineAwayError, ask
from almoner.casework.elsewhere import connected
from almoner.casework.models import EngineState
from almoner.reference.refusal import Refusal

KEY = "k" * 40


@pytest.fixture
def certificate(tmp_path: Path, settings: Any) -> Path:
    """A certificate with its private key, as the how-to makes one."""
    return certificate_in(tmp_path / "engine.pem", settings)


def certificate_in(path: Path, settings: Any) -> Path:
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=engine", "-keyout", "-", "-out", "-"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    path.write_text(made.stdout)
    settings.ENGINE_CERTIFICATE, settings.ENGINE_KEY = str(path), KEY
    return path


@pytest.fixture
def answering(db: None, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Answering]:
    """An engine of authority X1 that says what it was asked."""
    keepers = {"X1": SimpleNamespace()}
    monkeypatch.setattr(Answering, "_answers", lambda _self, _keeper, asked: {"asked": asked})
    with Answering(keepers, "127.0.0.1:0") as made:  # type: ignore[arg-type]
        EngineState.objects.create(authority="X1", socket=made.address)
        yield made


def test_a_question_over_tls(answering: Answering) -> None:
    assert answering.address.startswith("tls://127.0.0.1:")
    assert ask("X1", ask="people", unit="T1")["asked"]["unit"] == "T1"


def test_without_the_key_there_is_no_answer(answering: Answering, settings: Any) -> None:
    with connected(answering.address, 5) as told:
        told.sendall(b'{"authority": "X1", "ask": "people"}\n')
        assert json.loads(told.makefile("rb").readline())["asked"]["ask"] == "people"
    settings.ENGINE_KEY = "wrong" * 10
    with connected(answering.address, 5) as told:
        told.sendall(b'{"authority": "X1", "ask": "people"}\n')
        assert told.makefile("rb").readline() == b""


def test_another_certificate_is_not_trusted(
    answering: Answering, tmp_path: Path, settings: Any
) -> None:
    certificate_in(tmp_path / "other.pem", settings)
    with pytest.raises(ssl.SSLCertVerificationError):
        connected(answering.address, 5)
    with pytest.raises(EngineAwayError):
        ask("X1", ask="people")


def test_without_tls_there_is_no_answer(answering: Answering) -> None:
    host, port = answering.address.removeprefix("tls://").split(":")
    with socket.create_connection((host, int(port)), 5) as plain:
        plain.sendall(f"{KEY}\n".encode() + b'{"authority": "X1", "ask": "people"}\n')
        assert b"asked" not in plain.recv(1000)


@pytest.mark.parametrize("key", ["", "short"])
def test_no_listening_without_a_key(certificate: Path, settings: Any, key: str) -> None:
    settings.ENGINE_KEY = key
    with pytest.raises(Refusal, match="needs a key and a certificate"):
        Answering({}, "127.0.0.1:0")


@pytest.mark.parametrize("address", ["7411", "engine", "engine:https"])
def test_an_address_that_is_none(certificate: Path, address: str) -> None:
    with pytest.raises(Refusal, match="no address"):
        Answering({}, address)
