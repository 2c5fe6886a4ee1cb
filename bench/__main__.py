"""bin/bench [NAME …] [--json FILE]: NAME is a figure's name or the beginning of one."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bench import (
    assemble,
    batch,
    copies,
    documents,
    excel,
    grids,
    imports,
    memory,
    pace,
    pages,
    pdf,
    proof,
    saves,
    schedules,
    scoring,
    sheets,
    store,
    texts,
    word,
)  # fmt: skip
from bench.core import Figure

BENCHMARKS = {
    "page.list": pages.list_page,
    "page.edit": pages.edit_pages,
    "page.typed": pages.typed_answers,
    "page.form": pages.form_pages,
    "page.form.large": pages.large_form,
    "import.paste": grids.table,
    "page.preview": pages.preview_page,
    "pdf.pages15": pdf.pages15,
    "pdf.cells776": pdf.cells776,
    "pdf.cold": pdf.cold,
    "pdf.batch": pdf.batch,
    "pdf.word": word.word,
    "pdf.excel": excel.excel,
    "pdf.store": store.finished,
    "pdf.zip": batch.zipped,
    "import.docx": documents.docx,
    "import.docx.pages": documents.pages,
    "import.xlsx": sheets.xlsx,
    "import.page": imports.readings,
    "import.take": imports.taking,
    "schedules.load": schedules.load,
    "schedules.fill": schedules.fill,
    "assemble.largest": assemble.largest,
    "outlines.load": assemble.outlines,
    "memory.idle": memory.idle,
    "save.autosave": saves.autosave,
    "score.hundred": scoring.hundred,
    "proof.defects": proof.defects,
    "proof.mutation.strong": proof.strong,
    "proof.mutation.weak": proof.weak,
    "proof.corpus": proof.corpus,
    "proof.speed": pace.speed,
    "proof.linear": pace.linear,
    "proof.recheck": pace.recheck,
    "proof.memory": pace.memory,
    "proof.copies": copies.ask,
    "proof.copies.learn": copies.learn,
    "import.text": texts.text,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    chosen = [run for name, run in BENCHMARKS.items() if not options.names or name.startswith(tuple(options.names))]
    if not chosen:
        parser.error(f"names are {', '.join(BENCHMARKS)}")
    figures: list[Figure] = []
    for run in chosen:
        for figure in run():
            print(figure.line(), flush=True)
            figures.append(figure)
    if options.json:
        options.json.write_text(json.dumps([figure.plain() for figure in figures], indent=2) + "\n")
    return 0 if all(figure.ok for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
