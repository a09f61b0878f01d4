"""The engine on another host than the web: questions over TLS, from who has the key.

Its answers name people. So the web trusts one certificate and no other, the engine answers nobody
who does not give the key first, and what goes over the wire is lines of JSON.
"""

from __future__ import annotations

import hmac
import socket
import socketserver
import ssl
from collections.abc import Callable
from io import BufferedIOBase

from django.conf import settings

from almoner.reference.language import _
from almoner.reference.refusal import Refusal

SCHEME = "tls://"
_SECONDS = 10.0
_SHORTEST_KEY = 32
_LONGEST_LINE = 65_536


def connected(address: str, seconds: float) -> ssl.SSLSocket:
    """A connection to the engine at `tls://HOST:PORT` that has given the key. OSError when none."""
    host, port = _host_and_port(address.removeprefix(SCHEME))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # The certificate is the engine's own and known to us: it says more than a name would.
    context.check_hostname = False
    context.load_verify_locations(settings.ENGINE_CERTIFICATE)
    plain = socket.create_connection((host, port), _SECONDS)
    try:
        secure = context.wrap_socket(plain)
    except BaseException:
        plain.close()
        raise
    secure.settimeout(seconds)
    try:
        secure.sendall(f"{settings.ENGINE_KEY}\n".encode())
    except BaseException:
        secure.close()
        raise
    return secure


def listening(
    listen: str, answer: Callable[[BufferedIOBase, BufferedIOBase], None]
) -> socketserver.TCPServer:
    """A server at `HOST:PORT`, not yet running, that lets `answer` read and write for who may ask.

    Refuses an address that is none, and to listen without a key and a certificate.
    """
    host, port = _host_and_port(listen)
    key: str = settings.ENGINE_KEY
    if len(key) < _SHORTEST_KEY or not settings.ENGINE_CERTIFICATE:
        raise Refusal(
            _("an engine that others can reach needs a key and a certificate"),
            expected=_(
                "ALMONER_ENGINE_KEY of {number} characters or more, and ALMONER_ENGINE_CERTIFICATE"
            ).format(number=_SHORTEST_KEY),
        )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    try:
        context.load_cert_chain(settings.ENGINE_CERTIFICATE)
    except OSError as error:
        raise Refusal(
            _("the engine's certificate cannot be read, with its private key"),
            file=settings.ENGINE_CERTIFICATE, found=str(error),
        ) from None  # fmt: skip

    class Handler(socketserver.StreamRequestHandler):
        timeout = _SECONDS

        def setup(self) -> None:
            # In the thread of this connection: who is slow to shake hands holds up nobody else.
            self.request.settimeout(_SECONDS)
            self.request.do_handshake()
            super().setup()

        def handle(self) -> None:
            if hmac.compare_digest(self.rfile.readline(_LONGEST_LINE).strip(), key.encode()):
                answer(self.rfile, self.wfile)

    class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
        daemon_threads = True
        allow_reuse_address = True

        def get_request(self) -> tuple[ssl.SSLSocket, object]:
            plain, client = super().get_request()
            made = context.wrap_socket(plain, server_side=True, do_handshake_on_connect=False)
            return made, client

        def handle_error(self, request: object, client_address: object) -> None:
            """Somebody without TLS, or gone: nothing to say."""

    return Server((host, port), Handler)


def _host_and_port(text: str) -> tuple[str, int]:
    host, _colon, port = text.rpartition(":")
    if not host or not port.isdecimal():
        raise Refusal(_("this is no address"), found=text, expected="HOST:PORT")
    return host, int(port)
