import socket
import struct
import threading

import pytest

from lib.uploads import RefusedFileError, scan

CONTENT = b"x" * 200_000


@pytest.fixture
def clamd(tmp_path):
    """Answer one file as clamd would; what came in is kept."""
    path, heard = str(tmp_path / "clamd.sock"), []
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(path)
    server.listen(1)

    def serve(answer):
        line, _ = server.accept()
        with line, line.makefile("rb") as stream:
            heard.append(stream.read(10))
            while length := struct.unpack("!L", stream.read(4))[0]:
                heard.append(stream.read(length))
            line.sendall(answer)

    def answering(answer):
        threading.Thread(target=serve, args=[answer], daemon=True).start()
        return path

    yield answering, heard
    server.close()


def test_a_clean_file_is_sent_whole(clamd):
    answering, heard = clamd
    scan(CONTENT, answering(b"stream: OK\0"))
    assert heard[0] == b"zINSTREAM\0" and b"".join(heard[1:]) == CONTENT


@pytest.mark.parametrize(
    "answer, reason",
    [
        (b"stream: Win.Test.EICAR_HDB-1 FOUND\0", "含有病毒"),
        (b"INSTREAM size limit exceeded. ERROR\0", "没有应答"),
        (b"", "没有应答"),
    ],
)
def test_anything_else_is_refused(clamd, answer, reason):
    with pytest.raises(RefusedFileError, match=reason):
        scan(CONTENT, clamd[0](answer))


@pytest.mark.parametrize("address", ["/nowhere/clamd.sock", "127.0.0.1:1", "nonsense"])
def test_a_scanner_that_is_not_there_refuses(address):
    with pytest.raises(RefusedFileError, match="没有应答"):
        scan(CONTENT, address)
