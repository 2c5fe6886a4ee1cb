"""Batch export: what is ordered, what is made of it, and the ZIP that comes out."""

import csv
import errno
import hashlib
import io
import re
import subprocess
import threading
import zipfile
from concurrent.futures import Future
from datetime import timedelta

import pytest
from django.utils import timezone

from lib.denied import Denied, NotAccepted, TooOften, WrongMoment
from lib.filenames import safe_name
from reports.exports import making, orders
from reports.exports.archive import Archive
from reports.filed import documents
from reports.models import Export, ExportItem, Rendering, Scope, Status
from reports.render.processes import RenderError
from tests.factories import make_filed, make_notice, make_unit, make_user
from tests.inline import Inline
from units.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return documents.folder()


@pytest.fixture
def notice():
    return make_notice()


@pytest.fixture
def bureau(notice):
    return make_user(Role.BUREAU, notice.jurisdiction)


def order(notice, by, scope=Scope.FILED, kinds=("txt",), **given):
    return orders.order(notice=notice, scope=scope, kinds=kinds, by=by, **given)


def made(export) -> Export:
    assert making.work(export.pk, Inline())
    export.refresh_from_db()
    return export


def unzipped(export) -> dict[str, bytes]:
    """Return the files of the ZIP, which the standard reader finds whole and as long as it was said to be."""
    archive = Archive(export)
    content = b"".join(archive.chunks())
    assert len(content) == archive.size
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert opened.testzip() is None
        assert not [info for info in opened.infolist() if info.flag_bits & 0x08]  # sizes stand in the heads
        assert all(info.flag_bits & 0x800 for info in opened.infolist() if not info.filename.isascii())
        return {info.filename: opened.read(info) for info in opened.infolist()}


def contents(files) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files["目录.csv"].decode("utf-8-sig"), newline="")))


# --- what is ordered ---------------------------------------------------------------------------------------------


def test_scopes_take_what_their_words_say(notice, bureau):
    by_status = {status: make_filed(notice, 1, status)[0] for status in Status}

    def statuses(scope):
        return {one.submission.report.status for one in order(notice, bureau, scope).exported.all()}

    assert len(by_status) == len(Status)
    assert statuses(Scope.APPROVED) == {"approved", "published"}
    assert statuses(Scope.FILED) == {"submitted", "approved", "published"}


def test_only_ticked_units_of_the_scope_are_taken(notice, bureau):
    chosen, waiting = make_filed(notice, 2)[0], make_filed(notice, 1, Status.SUBMITTED)[0]
    export = order(notice, bureau, Scope.APPROVED, only={chosen.pk, waiting.pk})
    assert [one.submission.report for one in export.exported.all()] == [chosen]
    assert export.chosen


def test_an_export_keeps_to_what_was_filed_when_it_was_ordered(notice, bureau):
    report = make_filed(notice, 1)[0]
    export = order(notice, bureau)
    first = report.submissions.get()
    report.submissions.create(number=2, content=first.content, sha256="2" * 64, submitted_by=bureau)
    make_filed(notice, 1)
    assert [one.submission for one in export.exported.all()] == [first]


def test_nothing_to_give_is_refused_and_leaves_nothing(notice, bureau):
    make_filed(notice, 1, Status.RETURNED)
    with pytest.raises(NotAccepted):
        order(notice, bureau)
    assert not Export.objects.exists()


@pytest.mark.parametrize("role", [Role.CLERK, Role.HEAD, Role.REVIEWER, Role.BUREAU, Role.SYSTEM, Role.AUDITOR])
def test_only_the_notices_own_bureau_orders(notice, role):
    make_filed(notice, 1)
    place = make_unit(notice.jurisdiction) if role in Role.UNIT_SIDE else None
    with pytest.raises(Denied):
        order(notice, make_user(role, place))


def test_an_order_sent_twice_is_one_and_the_eleventh_waits(notice, bureau):
    make_filed(notice, 1)
    first = order(notice, bureau)
    assert order(notice, bureau, key=first.request_key) == first
    for _ in range(9):
        order(notice, bureau)
    with pytest.raises(TooOften) as refusal:
        order(notice, bureau)
    assert 500 < refusal.value.seconds <= 600
    assert Export.objects.count() == 10


# --- what is made ------------------------------------------------------------------------------------------------


def test_the_zip_holds_every_document_in_its_units_folder(notice, bureau):
    reports = make_filed(notice, 3)
    export = made(order(notice, bureau, kinds=("txt", "json", "xlsx")))
    files, names = unzipped(export), [report.unit.name for report in reports]
    wanted = {f"{name}/2023年度_{name}_自评报告.{kind}" for name in names for kind in ("txt", "json", "xlsx")}
    assert set(files) == wanted | {"目录.csv", "清单.sha256"}
    for item in ExportItem.objects.select_related("exported__submission", "rendering"):
        path = f"{item.exported.folder}/2023年度_{item.exported.folder}_自评报告.{item.kind}"
        stored = documents.rendering(item.exported.submission, item.kind)
        assert item.rendering == stored
        assert files[path] == documents.read(stored)


def test_the_contents_list_says_what_every_file_is(notice, bureau):
    report = make_filed(notice, 2)[1]
    row = contents(unzipped(made(order(notice, bureau, kinds=("txt", "json")))))[1]
    submission = report.submissions.get()
    filed_at = timezone.localtime(submission.submitted_at)
    assert [row[head] for head in ("序号", "单位", "预算编码", "状态", "回执号", "送审时间", "缺少的文件")] == [
        "2", report.unit.name, report.unit.code, "已通过", submission.receipt_number, f"{filed_at:%Y-%m-%d %H:%M}", "",
    ]  # fmt: skip
    assert [name.rpartition(".")[2] for name in row["文件"].split("；")] == ["json", "txt"]
    assert row["报告标题"] == str(report)


def test_the_manifest_is_what_sha256sum_checks(notice, bureau, tmp_path):
    make_filed(notice, 2)
    export = made(order(notice, bureau))
    files = unzipped(export)
    with zipfile.ZipFile(io.BytesIO(b"".join(Archive(export).chunks()))) as opened:
        opened.extractall(tmp_path / "out")
    command = ["sha256sum", "--check", "--strict", "--quiet", "清单.sha256"]
    subprocess.run(command, cwd=tmp_path / "out", check=True)
    listed = re.findall(r"^([0-9a-f]{64})  (.+)$", files["清单.sha256"].decode(), re.M)
    assert {name: digest for digest, name in listed} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != "清单.sha256"
    }
    assert "SHA-256" in files["清单.sha256"].decode().splitlines()[0]


def test_the_zip_is_the_same_bytes_whenever_it_is_sent(notice, bureau):
    report = make_filed(notice, 2)[0]
    export = made(order(notice, bureau))
    before = list(Archive(export).chunks())
    report.unit.name = report.unit.code = "改名"
    report.unit.save()
    assert list(Archive(Export.objects.get()).chunks()) == before


def test_a_unit_named_like_a_formula_is_text_in_the_list(notice, bureau):
    for name in ("=HYPERLINK(1)", "+86", "＝1", "@a", " =1", "-1"):
        report = make_filed(notice, 1)[0]
        report.unit.name = name
        report.unit.save()
    units = [row["单位"] for row in contents(unzipped(made(order(notice, bureau))))]
    assert len(units) == 6 and all(unit.startswith("'") for unit in units)


def test_one_document_that_cannot_be_made_is_named_and_the_others_are_delivered(notice, bureau, monkeypatch):
    ill, well = make_filed(notice, 2)
    sick = ill.submissions.get()
    rendering = documents.rendering
    refuse(monkeypatch, lambda submission: submission == sick, RenderError("段落太长，请分开后重试。"))
    export = made(order(notice, bureau))
    files = unzipped(export)
    assert [row["缺少的文件"] for row in contents(files)] == ["纯文本", ""]
    assert ill.unit.name in files["缺少的文件.txt"].decode() and "段落太长" in files["缺少的文件.txt"].decode()
    assert [name for name in files if well.unit.name in name] and not [name for name in files if ill.unit.name in name]

    monkeypatch.setattr(documents, "rendering", rendering)
    orders.ask_again(export)
    files = unzipped(made(export))
    assert "缺少的文件.txt" not in files and len(files) == 4


def refuse(monkeypatch, which, error: BaseException):
    """Let the store fail with *error* for the submissions that *which* picks."""
    rendering = documents.rendering

    def failing(submission, kind):
        if which(submission):
            raise error
        return rendering(submission, kind)

    monkeypatch.setattr(documents, "rendering", failing)


def test_an_unforeseen_error_is_told_without_its_words(notice, bureau, monkeypatch):
    make_filed(notice, 1)
    refuse(monkeypatch, lambda submission: True, RuntimeError("secret"))
    export = made(order(notice, bureau))
    assert ExportItem.objects.get().reason == making.BROKEN
    with pytest.raises(WrongMoment):
        orders.check_deliverable(export)


def test_a_full_disk_halts_the_export_and_it_goes_on_later(notice, bureau, monkeypatch):
    last = make_filed(notice, 3)[2].submissions.get()
    rendering = documents.rendering
    refuse(monkeypatch, lambda submission: submission == last, OSError(errno.ENOSPC, "No space left on device"))
    export = made(order(notice, bureau))
    progress = orders.progress(export)
    assert (progress.made, progress.failed, progress.finished, progress.stuck) == (2, 0, False, True)
    assert "存储空间不足" in export.halted

    monkeypatch.setattr(documents, "rendering", rendering)
    orders.ask_again(export)
    assert orders.progress(made(export)).deliverable


def test_one_export_has_one_worker_until_its_lease_has_run_out(notice, bureau):
    make_filed(notice, 1)
    export = order(notice, bureau)
    Export.objects.update(worker=export.request_key, leased_until=timezone.now() + making.LEASE)
    assert not making.work(export.pk, Inline())
    Export.objects.update(leased_until=timezone.now())
    assert making.work(export.pk, Inline())
    assert not making.work(export.pk, Inline())


def test_what_is_asked_for_again_while_others_are_being_made_is_made_too(notice, bureau, monkeypatch):
    first = make_filed(notice, 4)[0].submissions.get()
    rendering, tried = documents.rendering, []

    def failing_once(submission, kind):
        tried.append(submission)
        if tried.count(first) == 1 and submission == first:
            raise RenderError("段落太长")
        if len(tried) == 4:
            orders.ask_again(export)
        return rendering(submission, kind)

    monkeypatch.setattr(documents, "rendering", failing_once)
    export = order(notice, bureau)
    progress = orders.progress(made(export))
    assert (progress.made, progress.failed, progress.total, progress.finished) == (4, 0, 4, True)


def test_an_error_without_words_is_not_tried_for_ever(notice, bureau, monkeypatch):
    make_filed(notice, 1)
    refuse(monkeypatch, lambda submission: True, RenderError())
    assert orders.progress(made(order(notice, bureau))).failed == 1


class Late(Inline):
    """A lane that takes longer than a lease."""

    def submit(self, fn, /, *args, **kwargs) -> Future:
        late: Future = Future()
        done = super().submit(fn, *args, **kwargs)
        threading.Timer(0.5, late.set_result, [done.result()]).start()
        return late


def test_a_document_may_take_longer_than_a_lease(notice, bureau, monkeypatch):
    make_filed(notice, 1)
    export, renewed, renew = order(notice, bureau), [], making.Hold.renew

    def counted(hold):
        renewed.append(hold)
        renew(hold)

    monkeypatch.setattr(making.Hold, "renew", counted)
    assert making.work(export.pk, Late(), lease=timedelta(milliseconds=200))
    assert len(renewed) > 2 and orders.progress(Export.objects.get()).deliverable


def test_a_worker_that_lost_its_export_writes_nothing_more(notice, bureau, monkeypatch):
    make_filed(notice, 2)
    export, other = order(notice, bureau), order(notice, bureau)
    rendering = documents.rendering

    def taken_over(submission, kind):
        Export.objects.filter(pk=export.pk).update(worker=other.request_key)
        return rendering(submission, kind)

    monkeypatch.setattr(documents, "rendering", taken_over)
    assert not making.work(export.pk, Inline())
    assert not ExportItem.objects.filter(exported__export=export, rendering__isnull=False).exists()
    export.refresh_from_db()
    assert (export.worker, export.finished_at) == (other.request_key, None)


def test_a_changed_file_is_not_sent_as_if_nothing_had_happened(notice, bureau, folder):
    make_filed(notice, 1)
    export = made(order(notice, bureau))
    path = folder / Rendering.objects.get().name
    content = path.read_bytes()
    path.write_bytes(b"?" + content[1:])
    with pytest.raises(documents.DamagedError):
        list(Archive(export).chunks())
    assert not Archive(export).lost()
    path.write_bytes(content[1:])
    assert Archive(export).lost()
    made(order(notice, bureau))
    assert ExportItem.objects.latest("pk").reason == orders.LOST


# --- names -------------------------------------------------------------------------------------------------------


def folders(*names: str) -> list[str]:
    place = make_notice().jurisdiction
    units = [make_unit(place, name=name, code=f"00{n}") for n, name in enumerate(names)]
    return list(orders.folder_names(units).values())


def test_units_that_would_share_a_folder_show_their_codes():
    assert folders("县图书馆", "A馆", "a馆", "B/馆", "B／馆") == [
        "县图书馆", "A馆（001）", "a馆（002）", "B／馆（003）", "B／馆（004）",
    ]  # fmt: skip
    assert folders("目录.csv", "清单.sha256") == ["目录.csv（000）", "清单.sha256（001）"]
    assert folders("甲（001）", "甲") == ["甲（001）", "甲"]


def test_a_unit_that_is_called_as_another_is_told_apart_is_told_apart_too():
    assert folders("甲.", "甲", "甲（001）") == ["甲（000）", "甲（001）", "甲（001）（002）"]


def test_no_path_is_longer_than_systems_take():
    long = folders("县" * 100, "县" * 99 + "局")
    assert long[0] != long[1] and all(len(name) <= orders.MOST_NAME for name in long)
    assert all(safe_name(name) == name for name in long)
    assert len(f"{long[0]}/2023年度_{long[0]}_自评报告.xlsx") <= 120
