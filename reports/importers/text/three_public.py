"""What is counted behind the three public expenses: journeys, visits, guests, vehicles."""

from __future__ import annotations

import datetime
import re

from budgets.snapshot import ThreePublicCounts
from prose.mentions import COUNT, DATE, Mention
from reports.importers.text.amounts import Amounts
from reports.importers.text.assets import date_of
from reports.importers.text.book import Book

_ABROAD = re.compile("出国|出境|境外")
_RECEIVED = re.compile("接待|来访|来宾|来客")
_VEHICLES = re.compile("保有|用车|公车|车辆")
_VEHICLES_KEPT = re.compile("保有|现有|实有|拥有|保留|共有|年末|年底")
# Whom a unit serves, not whom it invites: 接待读者1200人次.
_PUBLIC = re.compile("接待(?:查档|查阅|观众|游客|读者|群众|患者|病人|参观|咨询|学生|市民|办事|信访|服务|受援|当事人)")
_NOT_KEPT = re.compile("购置|更新|新购|处置|报废|租")
AT = "three_public_counts."


def read_counts(book: Book, amounts: Amounts) -> ThreePublicCounts:
    """Return what is counted, stating each figure."""
    prose = amounts.prose
    for one in prose.mentions:
        if one.kind == COUNT and (name := _name(book, one)):
            book.state(f"{AT}{name}", one)
    values = {at.removeprefix(AT): book.value(at) for at in book.under(AT)}
    counts = {name: int(value) for name, value in values.items() if value is not None}
    return ThreePublicCounts(**counts, vehicle_stock_date=_day(book))


def _name(book: Book, one: Mention) -> str:
    """Return the count a figure is, or blank: its unit says how it is counted, its sentence of what."""
    plain = book.source.plain
    before = plain[max(one.sentence, one.start - 60) : one.start]
    clause = one.clause or before
    if one.places or re.search("人均|平均|每|标准|控制在", clause[-8:]):
        return ""
    abroad = max((match.start() for match in _ABROAD.finditer(before)), default=-1)
    received = max((match.start() for match in _RECEIVED.finditer(before)), default=-1)
    if one.unit in ("个团组", "团组", "批次", "批", "个", "团", "次") and (abroad >= 0 or received >= 0):
        if one.unit in ("个", "次") and not re.search("团组|批次|组团", clause):
            return ""
        return "overseas_delegations" if abroad > received else "reception_batches"
    if one.unit in ("人次", "人"):
        if _PUBLIC.search(before, max(before.rfind("接待"), 0)):
            return ""
        if abroad < 0 and (received < 0 or "接待" not in plain[max(one.sentence - 80, 0) : one.start]):
            return ""
        if one.unit == "人" and not re.search("来宾|来客|接待|累计|出国", clause):
            return ""
        return "overseas_person_times" if abroad > received else "reception_person_times"
    if one.unit in ("辆", "台") and _VEHICLES.search(before) and not _NOT_KEPT.search(clause):
        return "vehicle_stock" if _VEHICLES_KEPT.search(before) or "保有" in clause else ""
    return ""


def _day(book: Book) -> datetime.date | None:
    """Return the day the vehicles were counted on, where their sentence names it."""
    stated = book.stated(f"{AT}vehicle_stock")
    if not stated:
        return None
    one = stated[0].mention
    dated = [each for each in book.source.prose.between(one.sentence, one.start) if each.kind == DATE]
    if not dated:
        return None
    book.draft.read(
        f"{AT}vehicle_stock_date", book.source.given(*dated[-1].span), where=book.source.sentence(one.start)
    )
    return date_of(int(dated[-1].value))
