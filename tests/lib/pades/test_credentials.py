import datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from lib.pades.credentials import CertificateError, read
from tests import certificates
from tests.certificates import SIGNING, elliptic, make, usage, write


def test_key_certificate_name_and_place_are_read(tmp_path):
    key = elliptic()
    found = read(*write(tmp_path, key, make(key)))
    assert found.key.public_key() == found.certificate.public_key() == key.public_key()
    assert (found.name, found.place) == ("云溪县科学技术协会", "云溪县")
    assert found.ends - certificates.TODAY > datetime.timedelta(days=364)


def test_rsa_of_2048_bits_will_do(tmp_path):
    key = rsa.generate_private_key(65537, 2048)
    assert read(*write(tmp_path, key, make(key))).key.public_key() == key.public_key()


TLS = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH])


@pytest.mark.parametrize(
    "extensions, days, says",
    [
        ((SIGNING,), (-400, -1), "已于 .* 到期"),
        ((SIGNING,), (1, 400), "起才有效"),
        ((usage(key_encipherment=True),), (-1, 365), "密钥用途不含数字签名"),
        ((SIGNING, TLS), (-1, 365), "网站"),
    ],
)
def test_a_certificate_nobody_could_rely_on_is_refused(tmp_path, extensions, days, says):
    key = elliptic()
    with pytest.raises(CertificateError, match=says):
        read(*write(tmp_path, key, make(key, *extensions, days=days)))


def test_what_may_serve_a_site_and_sign_documents_signs(tmp_path):
    key = elliptic()
    both = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.EMAIL_PROTECTION])
    assert read(*write(tmp_path, key, make(key, both)))


@pytest.mark.parametrize(
    "key, says",
    [(rsa.generate_private_key(65537, 1024), "1024 位"), (ed25519.Ed25519PrivateKey.generate(), "RSA 和 ECDSA")],
)
def test_a_weak_or_uncommon_key_is_refused(tmp_path, key, says):
    with pytest.raises(CertificateError, match=says):
        read(*write(tmp_path, key, make(key)))


def test_a_key_alone_and_a_certificate_alone_are_refused(tmp_path):
    key = elliptic()
    for given in ((None, make(key)), (key, None)):
        with pytest.raises(CertificateError, match="没有私钥和它的证书"):
            read(*write(tmp_path, *given))


@pytest.mark.parametrize("around", ["{}", "{}\r\n", "\ufeff{}\n"])
def test_what_editors_put_around_a_password_is_not_part_of_it(tmp_path, around):
    key = elliptic()
    files = write(tmp_path, key, make(key))
    files.password.write_text(around.format(certificates.PASSWORD), encoding="utf-8")
    assert read(*files)


def test_a_wrong_password_and_a_torn_file_are_told_apart(tmp_path):
    key = elliptic()
    files = write(tmp_path, key, make(key))
    files.password.write_text("Qita-2024")
    with pytest.raises(CertificateError, match="密码不对"):
        read(*files)
    files.certificate.write_bytes(b"\x30\x82nothing of the kind")
    with pytest.raises(CertificateError, match="PKCS#12"):
        read(*files)
