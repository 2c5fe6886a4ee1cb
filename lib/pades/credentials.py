"""The key and the certificate a PDF is signed with: read from PKCS#12, and refused where nobody could rely on them."""

from __future__ import annotations

import codecs
import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LEAST_BITS = 2048  # of an RSA key (GB/T 38540 and ETSI TS 119 312 alike take no less)
_Kind = TypeVar("_Kind", bound=x509.ExtensionType)
_DOCUMENTS = {
    ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
    ExtendedKeyUsageOID.EMAIL_PROTECTION,
    x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36"),  # document signing (RFC 9336)
    x509.ObjectIdentifier("1.3.6.1.4.1.311.10.3.12"),  # the same, Microsoft's
    x509.ObjectIdentifier("1.2.840.113583.1.1.5"),  # the same, Adobe's
}


class CertificateError(ValueError):
    """Nothing can be signed with it; the message says why, in Chinese, without naming a file."""


@dataclass(frozen=True)
class Credentials:
    """A private key, its certificate, and the certificates that lead from it to a root."""

    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    @property
    def name(self) -> str:
        """Return whom the certificate names, blank where it names nobody."""
        return _named(self.certificate, NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)

    @property
    def place(self) -> str:
        """Return the place in the certificate: locality, else province; blank where there is none."""
        return _named(self.certificate, NameOID.LOCALITY_NAME, NameOID.STATE_OR_PROVINCE_NAME)

    @property
    def ends(self) -> datetime.datetime:
        return self.certificate.not_valid_after_utc


def read(file: Path, password_file: Path, now: datetime.datetime | None = None) -> Credentials:
    """Return what *file* (PKCS#12) holds under the password in *password_file*; raise OSError or CertificateError.

    The certificate must be valid *now* (today unless given), the key its own, and both meant for signing documents.
    """
    bundle = _opened(file.read_bytes(), password(password_file))
    if bundle.key is None or bundle.cert is None:
        raise CertificateError("文件里没有私钥和它的证书，请连同私钥一起导出")
    certificate = bundle.cert.certificate
    _check_time(certificate, now or datetime.datetime.now(datetime.UTC))
    _check_usage(certificate)
    chain = tuple(one.certificate for one in bundle.additional_certs)
    return Credentials(_checked_key(bundle.key, certificate), certificate, chain)


def password(file: Path) -> bytes | None:
    """Return the password in a file without what editors put around it, None where it is blank; raise OSError."""
    return file.read_bytes().removeprefix(codecs.BOM_UTF8).rstrip(b"\r\n") or None


def _opened(content: bytes, password: bytes | None) -> pkcs12.PKCS12KeyAndCertificates:
    try:
        return pkcs12.load_pkcs12(content, password)
    except UnsupportedAlgorithm as error:
        raise CertificateError("证书的算法不受支持（国密 SM2 证书须由签章服务使用）") from error
    except ValueError as error:
        if "password" in str(error).lower():
            raise CertificateError("密码不对，或者文件已损坏") from error
        raise CertificateError("不是可读的 PKCS#12 文件（.p12、.pfx）") from error


def _check_time(certificate: x509.Certificate, now: datetime.datetime) -> None:
    if now < certificate.not_valid_before_utc:
        raise CertificateError(f"证书从 {_day(certificate.not_valid_before_utc)} 起才有效")
    if now > certificate.not_valid_after_utc:
        raise CertificateError(f"证书已于 {_day(certificate.not_valid_after_utc)} 到期，请更换")


def _check_usage(certificate: x509.Certificate) -> None:
    usage = _extension(certificate, x509.KeyUsage)
    if usage and not (usage.digital_signature or usage.content_commitment):
        raise CertificateError("证书的密钥用途不含数字签名，请换用签名证书")
    purposes = set(_extension(certificate, x509.ExtendedKeyUsage) or ())
    if ExtendedKeyUsageOID.SERVER_AUTH in purposes and not purposes & _DOCUMENTS:
        raise CertificateError("这是网站（HTTPS）证书，不能用来签署文件，请换用签名证书")


def _checked_key(key: object, certificate: x509.Certificate) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey:
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise CertificateError("只支持 RSA 和 ECDSA 密钥（国密 SM2 证书须由签章服务使用）")
    if key.public_key() != certificate.public_key():
        raise CertificateError("私钥和证书不是一对")
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size < LEAST_BITS:
        raise CertificateError(f"RSA 密钥只有 {key.key_size} 位，须为 {LEAST_BITS} 位以上")
    return key


def _extension(certificate: x509.Certificate, kind: type[_Kind]) -> _Kind | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _named(certificate: x509.Certificate, *kinds: x509.ObjectIdentifier) -> str:
    found = (one for kind in kinds for one in certificate.subject.get_attributes_for_oid(kind))
    return next((str(one.value) for one in found), "")


def _day(moment: datetime.datetime) -> str:
    return f"{moment:%Y-%m-%d}"
