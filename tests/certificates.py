"""Keys and certificates made for tests, as PKCS#12 files with their passwords beside them."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

PASSWORD = "Zhengshu-2024"
TODAY = datetime.datetime.now(datetime.UTC)
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


class Files(NamedTuple):
    certificate: Path
    password: Path


def usage(**given: bool) -> x509.KeyUsage:
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
        "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{**dict.fromkeys(names, False), **given})


SIGNING = usage(digital_signature=True, content_commitment=True)


def make(
    key: Key,
    *extensions: x509.ExtensionType,
    days: tuple[int, int] = (-1, 365),
    issuer: tuple[Key, x509.Certificate] | None = None,
    called: str = "云溪县科学技术协会",
) -> x509.Certificate:
    """Return a certificate that is valid between two days from today, for signing unless told otherwise; its own issuer
    unless there is one."""
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.LOCALITY_NAME, "云溪县"),
            x509.NameAttribute(NameOID.COMMON_NAME, called),
        ]
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer[1].subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(TODAY + datetime.timedelta(days[0]))
        .not_valid_after(TODAY + datetime.timedelta(days[1]))
    )
    for one in extensions or (SIGNING,):
        builder = builder.add_extension(one, critical=True)
    signer = issuer[0] if issuer else key
    return builder.sign(signer, None if isinstance(signer, ed25519.Ed25519PrivateKey) else hashes.SHA256())


def write(
    folder: Path, key: Key | None, certificate: x509.Certificate | None, chain: list[x509.Certificate] | None = None
) -> Files:
    files = Files(folder / "sign.p12", folder / "sign.password")
    encryption = BestAvailableEncryption(PASSWORD.encode())
    files.certificate.write_bytes(pkcs12.serialize_key_and_certificates(None, key, certificate, chain, encryption))
    files.password.write_text(PASSWORD + "\n")
    return files


def elliptic() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())
