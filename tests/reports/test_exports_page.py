"""The pages of batch export: bad input, limits, what each state shows, and how the ZIP is sent."""

import io
import logging
import re
import uuid
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from reports import pace, tasks
from reports.exports import making, orders
from reports.filed import documents
from reports.models import Export, ExportDownload, ExportItem, Pace, Scope, Status
from tests.factories import make_filed, make_notice, make_user
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
def bureau(notice, client):
    user = make_user(Role.BUREAU, notice.jurisdiction)
    client.force_login(user)
    return user


@pytest.fixture
def address(notice):
    return f"/notices/{notice.pk}/exports/"


@pytest.fixture
def export(notice, bureau):
    make_filed(notice, 2)
    return orders.order(notice=notice, scope=Scope.FILED, kinds=["txt"], by=bureau)


def text(response) -> str:
    return response.content.decode()


BAD = {
    "scope=&kinds=txt": "",
    "scope=draft&kinds=txt": "请选择",
    "scope=filed": "请至少选一种格式",
    "scope=filed&kinds=exe": "没有这种格式",
    "scope=filed&kinds=txt&ticked=abc": "重新勾选",
    "scope=filed&kinds=txt&ticked=-1": "重新勾选",
    "scope=filed&kinds=txt&ticked=" + "9" * 20: "重新勾选",
    "scope=filed&kinds=txt&ticked=１": "重新勾选",
    "scope=filed&kinds=txt&request_key=0": "",
    "scope=filed&kinds=" + "x" * 100_000: "没有这种格式",
}


@pytest.mark.parametrize("posted, told", BAD.items(), ids=range(len(BAD)))
def test_a_bad_order_is_answered_in_words_and_makes_nothing(notice, bureau, client, address, posted, told):
    make_filed(notice, 1)
    answer = client.post(address, posted, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422
    assert told in text(answer)
    assert not Export.objects.exists()


def test_reports_of_another_notice_or_never_filed_cannot_be_ticked(notice, bureau, client, address):
    make_filed(notice, 1)
    for foreign in (*make_filed(make_notice(), 1), *make_filed(notice, 1, Status.RETURNED)):
        answer = client.post(address, {"scope": "filed", "kinds": "txt", "ticked": foreign.pk})
        assert answer.status_code == 422 and "重新勾选" in text(answer)
    assert not Export.objects.exists()


def test_ticked_units_outside_the_scope_are_named(notice, bureau, client, address):
    waiting = make_filed(notice, 1, Status.SUBMITTED)[0]
    answer = client.post(address, {"scope": "approved", "kinds": "txt", "ticked": waiting.pk})
    assert f"1 家还没有审核通过：{waiting.unit.name}" in text(answer)


def test_an_order_sent_twice_leads_to_one_export(notice, bureau, client, address):
    make_filed(notice, 1)
    order = {"scope": "filed", "kinds": "txt", "request_key": str(uuid.uuid4())}
    assert len({client.post(address, order)["Location"] for _ in range(3)}) == 1
    assert Export.objects.count() == 1


def test_too_many_orders_and_downloads_wait_in_chinese(export, bureau, client, address):
    making.work(export.pk, Inline())
    most, _ = pace.LIMITS["export"]
    Pace.objects.all().delete()
    for kind, send in (
        ("export", lambda: client.post(address, {"scope": "filed", "kinds": "txt"})),
        ("download", lambda: client.get(f"{address}{export.pk}/file/")),
    ):
        Pace.objects.create(user=bureau, kind=kind, since=timezone.now(), count=most)
        answer = send()
        assert answer.status_code == 429 and "操作过于频繁" in text(answer)
        assert 0 < int(answer["Retry-After"]) <= 600


def test_the_zip_is_sent_as_a_file_and_who_took_it_is_kept(export, bureau, client, address):
    making.work(export.pk, Inline())
    assert client.head(f"{address}{export.pk}/file/")["Content-Length"]
    assert not ExportDownload.objects.exists()
    answer = client.get(f"{address}{export.pk}/file/")
    content = b"".join(answer.streaming_content)
    assert len(content) == int(answer["Content-Length"])
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert answer["Content-Disposition"].startswith("attachment;") and answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert ExportDownload.objects.get().by == bureau
    assert "下载记录" in text(client.get(f"{address}{export.pk}/"))


def test_there_is_no_zip_before_everything_was_tried(export, client, address):
    answer = client.get(f"{address}{export.pk}/file/")
    assert answer.status_code == 409 and "还没有做好" in text(answer)


def test_a_file_gone_from_the_store_is_told_before_anything_is_sent(export, client, address, folder):
    making.work(export.pk, Inline())
    next(folder.iterdir()).unlink()
    assert client.get(f"{address}{export.pk}/file/").status_code == 409
    assert orders.LOST in text(client.get(f"{address}{export.pk}/"))
    assert not ExportDownload.objects.exists()


def test_a_file_changed_in_the_store_breaks_the_sending_off_and_is_named(export, client, address, folder):
    making.work(export.pk, Inline())
    path = next(folder.iterdir())
    whole = path.read_bytes()
    path.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
    with pytest.raises(documents.DamagedError):
        b"".join(client.get(f"{address}{export.pk}/file/").streaming_content)
    page = text(client.get(f"{address}{export.pk}/"))
    assert "做好 1 份，还缺 1 份" in page and orders.LOST in page
    sent = b"".join(client.get(f"{address}{export.pk}/file/").streaming_content)
    assert len([name for name in zipfile.ZipFile(io.BytesIO(sent)).namelist() if "/" in name]) == 1


def test_the_page_asks_again_while_it_is_being_made_and_stops_then(export, client, address):
    page = f"{address}{export.pk}/"
    assert 'hx-trigger="every 2s"' in text(client.get(page))
    Export.objects.update(worker=uuid.uuid4(), leased_until=timezone.now() + timedelta(minutes=1))
    fragment = text(client.get(page, headers={"HX-Request": "true"}))
    assert fragment.lstrip().startswith("<section") and "0 / 2" in fragment and "可以离开本页" in fragment
    Export.objects.update(leased_until=timezone.now())
    stopped = text(client.get(page))
    assert "继续生成" in stopped and "every 2s" not in stopped and 'hx-trigger="load, submit"' in stopped
    client.post(f"{page}continue/")
    assert "正在等候开始" in text(client.get(page))
    making.work(export.pk, Inline())
    assert "2 份文件全部做好" in text(client.get(page)) and "every 2s" not in text(client.get(page))


def test_trying_again_leaves_what_is_made_alone(export, client, address):
    making.work(export.pk, Inline())
    _, failed = ExportItem.objects.order_by("pk")
    ExportItem.objects.filter(pk=failed.pk).update(rendering=None, reason="段落太长")
    assert "重试 1 份" in text(client.get(f"{address}{export.pk}/"))
    client.post(f"{address}{export.pk}/continue/")
    assert list(ExportItem.objects.waiting()) == [failed]
    export.refresh_from_db()
    assert export.finished_at is None


def test_an_empty_notice_says_what_to_wait_for(notice, bureau, client, address):
    page = text(client.get(address))
    assert "还没有可以导出的报告" in page and "还没有导出过" in page
    assert "生成压缩包</button>" not in page


def test_the_list_counts_documents_and_downloads_each_for_itself(export, bureau, client, address):
    making.work(export.pk, Inline())
    ExportItem.objects.filter(pk=ExportItem.objects.first().pk).update(rendering=None, reason="段落太长")
    for _ in range(3):
        ExportDownload.objects.create(export=export, by=bureau)
    page = text(client.get(address))
    assert "1 / 2" in page and "3 次" in page and "有缺" in page


def test_the_latest_export_stands_first_and_the_oldest_give_way(notice, bureau, client, address, monkeypatch):
    make_filed(notice, 1)
    monkeypatch.setattr("reports.views.exports.SHOWN", 2)
    ordered = [orders.order(notice=notice, scope=Scope.FILED, kinds=["txt"], by=bureau).pk for _ in range(3)]
    shown = [int(pk) for pk in re.findall(rf'href="{address}(\d+)/"', text(client.get(address)))]
    assert shown == ordered[:0:-1]


@pytest.mark.django_db(transaction=True)
def test_a_restart_goes_on_with_what_was_left(notice):
    make_filed(notice, 2)
    bureau = make_user(Role.BUREAU, notice.jurisdiction)
    left = orders.order(notice=notice, scope=Scope.FILED, kinds=["txt"], by=bureau)
    Export.objects.update(worker=uuid.uuid4(), leased_until=timezone.now() + timedelta(milliseconds=200))
    tasks.resume_exports(after=timedelta(milliseconds=300)).join(timeout=20)
    assert orders.progress(Export.objects.get(pk=left.pk)).deliverable


@pytest.mark.django_db(transaction=True)
def test_the_queue_makes_what_was_ordered(notice, settings):
    settings.BACKGROUND = "database"
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    make_filed(notice, 1)
    bureau = make_user(Role.BUREAU, notice.jurisdiction)
    export = orders.order(notice=notice, scope=Scope.FILED, kinds=["txt"], by=bureau)
    tasks.start_export(export)
    assert orders.progress(Export.objects.get(pk=export.pk)).deliverable


def test_an_error_of_the_worker_is_logged_and_the_export_can_go_on(export, monkeypatch, caplog):
    monkeypatch.setattr(making, "_record", lambda *given: 1 / 0)
    with caplog.at_level(logging.ERROR), pytest.raises(ZeroDivisionError):
        making.work(export.pk, Inline())
    export.refresh_from_db()
    assert orders.progress(export).stuck
    monkeypatch.undo()
    assert making.work(export.pk, Inline())
