"""The process that signs: ``python -m lib.pades.worker CERTIFICATE PASSWORD_FILE REASON TIMESTAMP_SERVICE``.

It takes the PDF on stdin and answers on stdout one byte and the rest: ``+`` the signed PDF, ``-`` the reason in Chinese.
The key is used here and in no process that serves pages. Without a timestamp service nothing here reaches the network:
pyHanko brings the code for it, and whatever would use it is stopped.
"""

from __future__ import annotations

import io
import resource
import sys
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import signers
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError

from lib.files import why
from lib.pades import credentials
from lib.pades.limits import DONE, FAILED, MEMORY, TIMESTAMP_SECONDS

FIELD = "Signature1"
FIELD_LABEL = "单位电子签名"
# PDF/A wants the mark printable, PDF/UA wants what nobody sees off the page.
UNSEEN = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
_NETWORK = {"socket.connect", "socket.getaddrinfo", "socket.bind"}


class Appending(IncrementalPdfFileWriter):
    """Appends the signature and changes nothing else: the file stays of the version and keeps the metadata it declares.

    Left to itself pyHanko makes a file signed with an elliptic curve PDF 2.0, which PDF/A-3 is not, and packs the XMP.
    """

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        return

    def _update_meta(self) -> None:
        return


def sign(content: bytes, file: Path, password_file: Path, reason: str, service: str = "") -> bytes:
    """Return *content* with a signature appended: PAdES B-B, or B-T with the timestamp *service*.

    Raise OSError (TimestampRequestError for the service), CertificateError, or PdfError for what is no PDF.
    """
    found = credentials.read(file, password_file)
    signer = signers.SimpleSigner.load_pkcs12_data(file.read_bytes(), (), credentials.password(password_file))
    about = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        name=found.name or None,
        location=found.place or None,
    )
    signed = signers.sign_pdf(
        Appending(io.BytesIO(content)),
        about,
        signer,
        timestamper=HTTPTimeStamper(service, timeout=TIMESTAMP_SECONDS) if service else None,
        new_field_spec=SigFieldSpec(FIELD, readable_field_name=FIELD_LABEL, invis_sig_settings=UNSEEN),
    )
    return signed.getvalue()


def answer(content: bytes, file: str, password_file: str, reason: str, service: str) -> bytes:
    try:
        return DONE + sign(content, Path(file), Path(password_file), reason, service)
    except credentials.CertificateError as error:
        return FAILED + f"签名证书不能用：{error}".encode()
    except (TimestampRequestError, TimeoutError) as error:
        _note(error)
        return FAILED + "时间戳服务没有给出时间戳".encode()
    except PdfError as error:
        _note(error)
        return FAILED + "PDF 的结构读不懂".encode()
    except OSError as error:
        return FAILED + f"签名证书或密码文件读不了（{why(error)}）".encode()


def _note(error: BaseException) -> None:
    """Tell the log what it was: what people read is in Chinese and says less."""
    print(" <- ".join(repr(one) for one in (error, error.__cause__) if one), file=sys.stderr)


def stop_network(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook under which nothing connects anywhere."""
    if event in _NETWORK:
        raise RuntimeError(f"{event} without a timestamp service")


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold the key
    file, password_file, reason, service = sys.argv[1:]
    if not service:
        sys.addaudithook(stop_network)
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read(), file, password_file, reason, service))


if __name__ == "__main__":
    main()
