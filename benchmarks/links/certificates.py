"""Certificates right and wrong, made for the day, for hosts that are addresses."""

import datetime as dt
import ssl
from collections.abc import Mapping, Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = dt.timedelta(days=1)


class Signer(NamedTuple):
    name: x509.Name
    key: ec.EllipticCurvePrivateKey


def contexts(
    folder: Path, hosts: Mapping[str, Sequence[str]]
) -> tuple[Path, dict[str, ssl.SSLContext]]:
    """The file of the authority to trust, and a server's context for each fault of `hosts`."""
    now = dt.datetime.now(dt.UTC)
    trusted, stranger = _authority("Benchmark authority"), _authority("Another authority")
    file = folder / "authority.pem"
    file.write_bytes(_issued(trusted, trusted, [], (now - DAY, now + DAY), authority=True))
    valid = (now - DAY, now + DAY)
    spans = {"expired": (now - 2 * DAY, now - DAY), "not_yet_valid": (now + DAY, now + 2 * DAY)}
    made = {}
    for fault, addresses in hosts.items():
        own = _authority("127.0.0.1")
        issuer = {"self_signed": own, "untrusted": stranger}.get(fault, trusted)
        names = ["127.9.9.9"] if fault == "hostname" else addresses
        pem = _issued(own, issuer, names, spans.get(fault, valid)) + own.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        path = folder / f"{fault}.pem"
        path.write_bytes(pem)
        made[fault] = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        made[fault].load_cert_chain(path)
    return file, made


def _authority(name: str) -> Signer:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    return Signer(subject, ec.generate_private_key(ec.SECP256R1()))


def _issued(
    owner: Signer,
    issuer: Signer,
    addresses: Sequence[str],
    valid: tuple[dt.datetime, dt.datetime],
    *,
    authority: bool = False,
) -> bytes:
    names = [x509.IPAddress(ip_address(address)) for address in addresses]
    builder = (
        x509.CertificateBuilder()
        .subject_name(owner.name)
        .issuer_name(issuer.name)
        .public_key(owner.key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid[0])
        .not_valid_after(valid[1])
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    )
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    certificate = builder.sign(issuer.key, hashes.SHA256())
    return certificate.public_bytes(serialization.Encoding.PEM)
