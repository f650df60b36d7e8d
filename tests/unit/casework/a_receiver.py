"""The system of an agency on this machine, with a real HTTPS server: a certificate of its own, and
somebody who vouches for it."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

NOW = datetime.now(UTC)
YEAR = timedelta(days=365)


@dataclass
class Receiver:
    """What it got, how it answers, and `gate`, which it waits for before it answers at all."""

    address: str
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answer: int = 200
    location: str = ""
    drips: bool = False
    gate: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class Authority:
    """Who vouches for machines; `file` is its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    file: Path

    def vouches(
        self, folder: Path, *, name: str = "localhost", ends: datetime = NOW + YEAR
    ) -> Path:
        """A file with a certificate for a machine of this name, and its key."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([x509.DNSName(name)])
        made = (
            _certificate(name, key.public_key(), self.certificate.subject, ends)
            .add_extension(names, critical=False)
            .sign(self.key, hashes.SHA256())
        )
        file = folder / f"{name}-{ends:%Y}.pem"
        file.write_bytes(_pem(made) + _pem_of_key(key))
        return file


def authority(folder: Path, *, name: str = "The council’s own") -> Authority:
    """Somebody who vouches for machines."""
    key = ec.generate_private_key(ec.SECP256R1())
    made = (
        _certificate(name, key.public_key(), _called(name), NOW + YEAR)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{len(name)}.pem"
    file.write_bytes(_pem(made))
    return Authority(key, made, file)


@contextmanager
def listening(certificate: Path | None, *, host: str = "localhost") -> Iterator[Receiver]:
    """A receiver that answers with this certificate; in the clear where there is none."""
    scheme = "https" if certificate else "http"

    class Records(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.got.append((dict(self.headers), body))
            receiver.gate.wait()
            self.send_response(receiver.answer)
            if receiver.location:
                self.send_header("Location", receiver.location)
            self.end_headers()

        def handle(self) -> None:
            try:
                if receiver.drips:
                    _drip(self, receiver)
                else:
                    super().handle()
            except OSError:
                pass

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), Records)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    receiver = Receiver(f"{scheme}://{host}:{server.server_port}/in?from=keepsight")
    receiver.gate.set()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield receiver
    finally:
        receiver.gate.set()
        server.shutdown()
        server.server_close()


def _drip(handler: BaseHTTPRequestHandler, receiver: Receiver) -> None:
    """Answer a letter at a time, and never come to an end."""
    receiver.got.append(({}, handler.request.recv(65536)))
    handler.request.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        handler.request.sendall(b"x")
        threading.Event().wait(0.05)


def _called(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _certificate(
    name: str, key: ec.EllipticCurvePublicKey, issuer: x509.Name, ends: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_called(name))
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - 2 * YEAR)
        .not_valid_after(ends)
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _pem_of_key(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
