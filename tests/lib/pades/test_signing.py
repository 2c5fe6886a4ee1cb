"""What is signed is read back by pyHanko's own validator, and by pikepdf."""

import io
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pikepdf
import pytest
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1, translate_pyca_cryptography_key_to_asn1
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from lib.pades.signing import ROOT, NotSignedError, sign
from reports.render.order import Order
from reports.render.pdf_worker import make_pdf
from tests.certificates import Files, elliptic, make, usage, write
from tests.pdf_profile import complaints

REASON = "部门整体支出绩效自评报告定稿"


@pytest.fixture(scope="module")
def pdf():
    return make_pdf(Order('<html lang="zh-CN"><head><title>自评报告</title></head><body><p>正文</p></body></html>'))


@pytest.fixture(scope="module")
def roots():
    return []


def files(folder, key, roots) -> Files:
    certificate = make(key)
    roots.append(translate_pyca_cryptography_cert_to_asn1(certificate))
    return write(folder, key, certificate)


@pytest.fixture(scope="module")
def own(tmp_path_factory, roots) -> Files:
    return files(tmp_path_factory.mktemp("own"), elliptic(), roots)


@pytest.fixture(scope="module")
def signed(pdf, own):
    return sign(pdf, certificate=own.certificate, password_file=own.password, reason=REASON)


def status(content, roots):
    (signature,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    return signature, validate_pdf_signature(signature, context, ts_validation_context=context)


def test_the_signature_is_whole_true_and_of_the_entire_file(signed, roots):
    signature, found = status(signed, roots)
    assert found.intact and found.valid and found.trusted and found.bottom_line
    assert found.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert signature.sig_object["/SubFilter"] == SigSeedSubFilter.PADES.value
    said = [str(signature.sig_object[name]) for name in ("/Reason", "/Name", "/Location")]
    assert said == [REASON, "云溪县科学技术协会", "云溪县"]


def test_rsa_signs_as_well(pdf, tmp_path, roots):
    made = files(tmp_path, rsa.generate_private_key(65537, 2048), roots)
    signed = sign(pdf, certificate=made.certificate, password_file=made.password, reason=REASON)
    assert status(signed, roots)[1].bottom_line


def test_who_trusts_the_root_alone_trusts_what_the_chain_leads_to(pdf, tmp_path):
    above, between, key = elliptic(), elliptic(), elliptic()
    issuing = (x509.BasicConstraints(True, None), usage(key_cert_sign=True))
    root = make(above, *issuing, called="根证书")
    middle = make(between, *issuing, issuer=(above, root), called="中级证书")
    made = write(tmp_path, key, make(key, issuer=(between, middle)), [middle])
    signed = sign(pdf, certificate=made.certificate, password_file=made.password, reason=REASON)
    assert status(signed, [translate_pyca_cryptography_cert_to_asn1(root)])[1].bottom_line


def test_without_a_timestamp_service_nothing_connects():
    code = (
        "import socket, sys; from lib.pades.worker import stop_network; sys.addaudithook(stop_network)\n"
        "socket.create_connection(('127.0.0.1', 9))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert "RuntimeError: socket.getaddrinfo without a timestamp service" in done.stderr


@pytest.mark.parametrize("where", [0.1, 0.5, 0.9])
def test_one_flipped_byte_breaks_it(pdf, signed, roots, where):
    place = int(len(pdf) * where)
    changed = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
    (signature,) = PdfFileReader(io.BytesIO(changed), strict=False).embedded_signatures
    assert not validate_pdf_signature(signature, ValidationContext(trust_roots=roots)).intact


def test_what_was_archivable_still_is(pdf, signed):
    assert complaints(pdf) == complaints(signed) == []


def test_the_signature_is_appended_and_the_rest_stays_as_it_declared_itself(pdf, signed):
    assert signed.startswith(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as before, pikepdf.open(io.BytesIO(signed)) as after:
        assert before.Root.Metadata.read_raw_bytes() == after.Root.Metadata.read_raw_bytes()
        assert before.docinfo == after.docinfo
        assert (before.pdf_version, "/Version" in after.Root) == (after.pdf_version, False)
        assert set(after.Root.keys()) - set(before.Root.keys()) == {"/AcroForm", "/Extensions"}
        (mark,) = after.pages[0].Annots
        assert after.pages[0].Tabs == "/S"
        assert (mark.FT, str(mark.TU), int(mark.F) & 0b111) == (
            "/Sig",
            "单位电子签名",
            0b100,
        )  # printed, nowhere hidden
        assert [float(edge) for edge in mark.Rect] == [-9999] * 4


def test_a_timestamp_is_in_the_signature(pdf, own, roots):
    with Authority(roots) as service:
        signed = sign(
            pdf, certificate=own.certificate, password_file=own.password, reason=REASON, service=service.address
        )
    found = status(signed, roots)[1]
    assert found.bottom_line and found.timestamp_validity.valid and found.timestamp_validity.trusted


def test_a_service_that_fails_leaves_no_file(pdf, own):
    closed = "http://127.0.0.1:9/"
    with pytest.raises(NotSignedError, match="时间戳"):
        sign(pdf, certificate=own.certificate, password_file=own.password, reason=REASON, service=closed)


def test_what_is_no_pdf_and_what_is_no_certificate_are_told(pdf, own, tmp_path):
    with pytest.raises(NotSignedError, match="结构"):
        sign(b"not a PDF", certificate=own.certificate, password_file=own.password, reason=REASON)
    with pytest.raises(NotSignedError, match="读不了"):
        sign(pdf, certificate=tmp_path / "none", password_file=own.password, reason=REASON)
    key = elliptic()
    late = write(tmp_path, key, make(key, days=(-9, -1)))
    with pytest.raises(NotSignedError, match="到期"):
        sign(pdf, certificate=late.certificate, password_file=late.password, reason=REASON)


class Authority:
    """A timestamp service on this machine."""

    def __init__(self, roots):
        key = rsa.generate_private_key(65537, 2048)
        stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        certificate = translate_pyca_cryptography_cert_to_asn1(make(key, usage(digital_signature=True), stamping))
        roots.append(certificate)
        stamper = DummyTimeStamper(certificate, translate_pyca_cryptography_key_to_asn1(key))

        class Answers(BaseHTTPRequestHandler):
            def do_POST(self):
                asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
                told = stamper.request_tsa_response(asked).dump()
                self.send_response(200)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            def log_message(self, *arguments):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Answers)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *raised):
        self.server.shutdown()
        self.server.server_close()
