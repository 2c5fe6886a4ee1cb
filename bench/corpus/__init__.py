"""Self-evaluation reports of invented units: half of them clean, half with contradictions planted one by one.

The corpus examines the proofreader, so it knows nothing of it: no rule, word list or reader is shared.
"""

from __future__ import annotations

from collections import deque
from random import Random

from bench.corpus.compose import finish, write
from bench.corpus.draft import Draft, Plant
from bench.corpus.planting import WAYS
from bench.corpus.specimen import KINDS, Planted, Relation, Span, Specimen

__all__ = ["KINDS", "Planted", "Relation", "Span", "Specimen", "reports"]


def reports(seed: int = 1, count: int = 48) -> list[Specimen]:
    """Return *count* specimens, the same ones for the same seed: even ones are clean, odd ones planted.

    The ways of planting take turns, so that each occurs; one that finds no place in a report waits for the next.
    """
    rng = Random(seed)
    turn = deque(rng.sample(sorted(WAYS), len(WAYS)))
    return [_report(seed, number, turn) for number in range(count)]


def _report(seed: int, number: int, turn: deque[str]) -> Specimen:
    rng = Random(f"{seed}/{number}")
    draft = write(rng, number // 2 + 24 * (number % 2))  # both halves meet every habit
    name = f"{number:02}-{draft.unit.name}-{draft.year}"
    return finish(draft, name, plant(draft, turn, rng.randint(3, 8)) if number % 2 else [])


def plant(draft: Draft, turn: deque[str], wanted: int) -> list[Plant]:
    """Plant as many as wanted: the next in turn, those that move lines first, and others for those without a place."""
    chosen = deque(sorted((turn.popleft() for _ in range(wanted)), key=lambda one: WAYS[one][0]))
    plants: list[Plant] = []
    waiting: list[str] = []
    while len(plants) < wanted and (chosen or turn):
        family = chosen.popleft() if chosen else turn.popleft()
        plant = WAYS[family][1](draft, {piece for plant in plants for piece in plant.pieces})
        if plant:
            plant.family = family
            plants.append(plant)
        else:
            waiting.append(family)
    turn.extendleft(reversed(waiting))
    turn.extend(plant.family for plant in plants)
    return plants
