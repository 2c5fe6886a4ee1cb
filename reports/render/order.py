"""What a PDF is ordered with, and how the order crosses to the process that makes it. No Django here.

Over the connection go the heading as JSON, the HTML, the bytes of each attachment and of the seal, one message each.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from multiprocessing.connection import Connection


@dataclass(frozen=True)
class Attachment:
    """A file inside the PDF: *name* and *description* are what readers show; *media_type* as in FORMATS."""

    name: str
    description: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Order:
    """A page as ``page_html`` writes it, the files to put inside, and the date the PDF bears: none for a draft.

    *seal* is the picture the page calls ``asset:seal.png``; blank for a page without one.
    """

    html: str
    attachments: tuple[Attachment, ...] = ()
    date: datetime.datetime | None = None
    seal: bytes = b""


def send(connection: Connection, order: Order) -> None:
    """Hand *order* over; raise OSError when nobody is there."""
    files = [[one.name, one.description, one.media_type] for one in order.attachments]
    heading = {"date": order.date and order.date.isoformat(), "files": files, "sealed": bool(order.seal)}
    connection.send_bytes(json.dumps(heading).encode())
    connection.send_bytes(order.html.encode())
    for content in (*(one.content for one in order.attachments), *([order.seal] if order.seal else ())):
        connection.send_bytes(content)


def receive(connection: Connection) -> Order:
    """Return the next order; raise EOFError when the other side is gone."""
    heading = json.loads(connection.recv_bytes())
    html = connection.recv_bytes().decode()
    files = tuple(Attachment(name, said, kind, connection.recv_bytes()) for name, said, kind in heading["files"])
    date = datetime.datetime.fromisoformat(heading["date"]) if heading["date"] else None
    return Order(html, files, date, connection.recv_bytes() if heading["sealed"] else b"")
