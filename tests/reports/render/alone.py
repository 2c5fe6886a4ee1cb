"""python -m tests.reports.render.alone stock|fast: pages (JSON list on standard input) made into PDFs in this process.

Prints one SHA-256 a page. stock is WeasyPrint with our justification and nothing else, its own parser included.
"""

import hashlib
import json
import sys

from weasyprint.layout import inline

from reports.render import breaking, fast, justify, pdf_worker, pitch
from reports.render.fast import leaders, streams
from reports.render.order import Order


def main() -> None:
    justify.install()
    breaking.install()
    pitch.install()
    if sys.argv[1] == "fast":
        fast.install()
        # So that the files can be compared as they are
        streams.LEVEL = 9
        inline.handle_leader = leaders._stock
    else:
        pdf_worker._well_formed = lambda html: None
    for html in json.load(sys.stdin):
        print(hashlib.sha256(pdf_worker.make_pdf(Order(html))).hexdigest(), flush=True)


if __name__ == "__main__":
    main()
