"""python -m bench.mutations: what the proofreader sees and what it misses, for people who write rules.

Without options the share of changed numbers it notices, by type of relation, in every report that is here.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bench import published, specimens
from bench.detection import Reader, Tally, measure
from bench.mutants import MOST, Mutant, mutants, sampled
from bench.relations import Relation, Source
from bench.specimens import SEED
from prose.registry import Finding

FEWER = 1000  # mutants of the corpus, whose relations are many and of few sorts
AROUND = 20  # characters shown before and after a change


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    from prose.proofreading import proofread

    def read(text: str) -> Sequence[Finding]:
        return proofread(text).findings

    if options.alarms or options.missed:
        lines = [
            *(alarms(read, options.seed) if options.alarms else ()),
            *(missed(read, options.seed) if options.missed else ()),
        ]
        print("\n".join(line for line in lines if options.report in line) or "none")
        return 0
    for title, sources, most in groups(options.seed):
        chosen = [one for one in sources if one.name.startswith(options.report)]
        tally = measure({one.name: one.text for one in chosen}, broken(chosen, most, options.type), read)
        print("\n".join([title, *table(tally), *(misses(tally, chosen) if options.misses else ())]))
    return 0


def groups(seed: int = SEED) -> list[tuple[str, Sequence[Source], int]]:
    """Return the sets of texts with relations, and how many mutants of each are tried."""
    if not published.is_here():
        print("the published reports are not on this machine: the corpus only", file=sys.stderr)
    here = [("published reports", published.sources(), MOST)] if published.is_here() else []
    return [*here, ("corpus", specimens.sources(seed), FEWER)]


def broken(sources: Iterable[Source], most: int = MOST, type: str = "") -> list[Mutant]:
    """Return at most *most* mutants of these sources, of one *type* of relation only where one is given.

    Relations are drawn before their mutants are made: the corpus has far more than anyone could try.
    """
    held = [(source, one) for source in sources for one in source.relations if not type or one.type == type]
    drawn: dict[Source, list[Relation]] = defaultdict(list)
    for source, relation in sampled(held, most):
        drawn[source].append(relation)
    return sampled([one for source, some in drawn.items() for one in mutants(source.name, source.text, some)], most)


def table(tally: Tally) -> Iterator[str]:
    """Yield the lines of the table: type, strength, found / of."""
    for strength in ("strong", "weak"):
        for key in sorted(key for key in tally.total if key[1] == strength):
            yield _row(key[0], strength, tally.found[key], tally.total[key])
        found, total = tally.share(strength)
        if total:
            yield _row("all", strength, found, total)


def _row(type: str, strength: str, found: int, total: int) -> str:
    return f"{type:<10} {strength:<7} {found:>5} / {total:<5} {100 * found / total:6.1f} %"


def misses(tally: Tally, sources: Iterable[Source]) -> Iterator[str]:
    """Yield one line for each mutant not found: relation, kind of slip, the change among the words around it."""
    texts = {one.name: one.text for one in sources}
    for one in tally.missed:
        edit, text = one.edit, texts[one.source]
        before, after = text[max(edit.start - AROUND, 0) : edit.start], text[edit.end : edit.end + AROUND]
        words = f"{before}〔{text[edit.start : edit.end]}→{edit.new}〕{after}".replace("\n", "⏎")
        yield f"missed {one.source} {'+'.join(one.names)} {one.type} {one.strength} {edit.way}: {words}"


def alarms(read: Reader, seed: int = SEED) -> Iterator[str]:
    """Yield what is said of texts that are right: by score.py, beside every known defect, and of clean specimens."""
    if published.is_here():
        findings = published.all_findings(read)
        yield from (f"alarm {line}" for line in published.judge(findings).alarms)
        for name, listed in findings.items():
            yield from (f"unexpected {name} {_shown(one)}" for one in published.unexpected(name, listed))
    for name, one in specimens.alarms(read, seed):
        yield f"alarm {name} {_shown(one)}"


def missed(read: Reader, seed: int = SEED) -> Iterator[str]:
    """Yield the defects of the published reports and of the corpus that are not found."""
    if published.is_here():
        yield from (f"missed {line}" for line in published.judge(published.all_findings(read)).missed)
    for one in specimens.planted(read, seed):
        if not one.found or not one.same_kind:
            yield f"{'other kind' if one.found else 'missed'} {one.name} {one.kind} {one.severity}: {one.why}"


def _shown(one: Finding) -> str:
    return f"{one.code} {one.severity} {one.kind}: {one.message} {list(one.spans)}"


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.mutations", description=__doc__)
    parser.add_argument("--report", default="", metavar="ID", help="only reports whose name begins with ID")
    parser.add_argument("--type", default="", metavar="T", help="only relations of this type: sum, ratio, year …")
    parser.add_argument("--seed", type=int, default=SEED, help="another corpus, drawn with this number")
    parser.add_argument("--misses", action="store_true", help="list every change that was not noticed")
    parser.add_argument("--alarms", action="store_true", help="list what is said of texts that are right")
    parser.add_argument("--missed", action="store_true", help="list the defects that are not found")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
