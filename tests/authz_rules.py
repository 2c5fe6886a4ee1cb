"""Who gets which answer where: one rule for every address of the portal, walked by tests/test_authz.py.

Adding a route: write one line into RULES under the name {% url %} uses ("reports:review"); without it the suite fails.
`get` and `post` hold eleven status codes in the order of IDENTITIES, all written out: a refusal documents the border.
Not logged in is 302 on GET and 401 on POST; another's object 404; a forbidden act 403; a wrong moment 409.
Where the report's state matters, give {DRAFT: "…", SUBMITTED: "…"}; rules with kwargs=of_report must.
kwargs: what reverse() needs, from the World; data: a valid post, so that a permitted one shows its real answer.
The World holds one report of "own"'s unit and one account to act on; add fields and make them in make_world().
The same line also has the route tried with ids that do not exist, without a token, with HEAD, and with 31 extra fields.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from indicators.models import LibraryIndicator
from lib.files import write_safely
from reports import editions, evidence
from reports.assessment import assess
from reports.exports import making
from reports.importers import read_file
from reports.importing import packed
from reports.models import (
    Assignment,
    Definition,
    Evidence,
    Explanation,
    Export,
    Exported,
    ExportItem,
    FactChange,
    Import,
    Note,
    Report,
    Scope,
    Status,
    Submission,
)
from reports.services import freeze
from tests.factories import (
    PASSWORD,
    make_definition,
    make_jurisdiction,
    make_notice,
    make_report,
    make_unit,
    make_user,
)
from tests.inline import Inline
from tests.lib.files import pdf, png
from tests.posting import untouched
from units.forms import staffing_blocks
from units.models import Role, User

DRAFT, SUBMITTED = Status.DRAFT, Status.SUBMITTED
STATES = (DRAFT, SUBMITTED)
IDENTITIES = (
    "anonymous", "clerk_own", "clerk_other", "head_own", "head_other", "reviewer_in", "reviewer_out",
    "bureau_in", "bureau_out", "system", "auditor",
)  # fmt: skip
FINGERPRINT = "0" * 32
NEW_PASSWORD = "Kongshan#Xinyu7"

READ = b'{"fiscal_year": "2023", "budget": {"total": {"initial_budget": "300"}}}'
LOADED = packed(read_file("今年.json", READ))

Answers = str | Mapping[Status, str]


@dataclass
class World:
    """What there is while one rule is tried: `people` by identity (anonymous is None), and what they meet.

    `sessions` are the cookies of those who are logged in.
    """

    people: dict[str, User | None]
    sessions: dict[str, str]
    report: Report
    submission: Submission
    account: User
    draft: Definition
    published: Definition
    evidence: str
    entry: LibraryIndicator
    change: FactChange
    note: Note
    imported: Import
    export: Export


def make_world(state: Status = DRAFT) -> World:
    """Return a world whose report, of clerk_own's and head_own's unit, is in *state*; _other is a unit next door,
    _in is the bureau of both, _out another bureau."""
    here, elsewhere = make_jurisdiction(), make_jurisdiction()
    own, other = make_unit(here), make_unit(here)
    people = {
        "anonymous": None,
        "clerk_own": make_user(Role.CLERK, own),
        "clerk_other": make_user(Role.CLERK, other),
        "head_own": make_user(Role.HEAD, own),
        "head_other": make_user(Role.HEAD, other),
        "reviewer_in": make_user(Role.REVIEWER, here),
        "reviewer_out": make_user(Role.REVIEWER, elsewhere),
        "bureau_in": make_user(Role.BUREAU, here),
        "bureau_out": make_user(Role.BUREAU, elsewhere),
        "system": make_user(Role.SYSTEM),
        "auditor": make_user(Role.AUDITOR),
    }
    report = make_report(own, make_notice(here), status=state)
    filer = people["clerk_own"]
    assert filer
    for key, name, content in (("91", "台账.pdf", pdf()), ("92", "照片.png", png())):
        sha256 = hashlib.sha256(content).hexdigest()
        path = evidence.folder(report) / f"file-{sha256[: evidence.DIGITS]}"
        write_safely(path, content)
        Evidence.objects.create(
            report=report, key=key, proves="indicators.3", label=name, sha256=sha256, stored=path.name, by=filer
        )
    # Filed once: in DRAFT it was taken back since. A finding stands explained, so that there is something to judge.
    submission = freeze(report, by=filer)
    Explanation.objects.create(report=report, code="A101", at="title", fingerprint=FINGERPRINT, text="已核对", by=filer)
    draft, published = make_definition(here), make_definition(here, published_at=timezone.now())
    imported = Import.objects.create(
        report=report, by=filer, name="今年.json", content=READ, sha256="1" * 64, year=2023, loaded=LOADED
    )
    entry = LibraryIndicator.objects.create(jurisdiction=here, label="馆藏数字化率", taxonomy="quality", operator="≥")
    change = FactChange.objects.create(
        report=report, section="staffing", at="staffing.serving_staff.total.count", label="在职", unit="count", by=filer
    )
    Assignment.objects.create(report=report, section="staffing", to=filer, by=filer)
    export = Export.objects.create(notice=report.notice, scope=Scope.FILED, kinds=["txt"], by=people["bureau_in"])
    exported = Exported.objects.create(
        export=export, submission=submission, unit_name=own.name, unit_code=own.code, title=str(report), status=state,
        folder=own.name,
    )  # fmt: skip
    ExportItem.objects.create(exported=exported, kind="txt")
    return World(
        people,
        {identity: session_of(user) for identity, user in people.items() if user},
        report,
        submission,
        make_user(Role.CLERK, other),
        draft,
        published,
        evidence="91",
        entry=entry,
        change=change,
        note=Note.objects.create(report=report, section="staffing", text="请核对", by=filer),
        imported=imported,
        export=export,
    )


def session_of(user: User) -> str:
    """Return the cookie of a session in which *user* is logged in."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def nothing(world: World) -> dict:
    return {}


def of_report(world: World) -> dict:
    return {"pk": world.report.pk}


def of_notice(world: World) -> dict:
    return {"pk": world.report.notice_id}


def of_rule(world: World) -> dict:
    return {**of_notice(world), "code": "A101"}


def of_export(world: World) -> dict:
    return {**of_notice(world), "number": world.export.pk}


def of_made_export(world: World) -> dict:
    making.work(world.export.pk, Inline())
    return of_export(world)


def export_data(world: World) -> dict:
    return {"scope": "filed", "kinds": "txt"}


def rule_data(world: World) -> dict:
    return {"severity": "warning", "reason": "本地另有规定", "revision": "0"}


def of_submission(world: World) -> dict:
    return {"pk": world.submission.pk}


def of_file(world: World) -> dict:
    return {"pk": world.submission.pk, "kind": "txt"}


def of_built_in(world: World) -> dict:
    return {"kind": "outline", "place": "national", "name": "2020"}


def of_draft(world: World) -> dict:
    return {"kind": "outline", "place": "own", "name": str(world.draft.pk)}


def of_published(world: World) -> dict:
    return {"kind": "outline", "place": "own", "name": str(world.published.pk)}


def copy_data(world: World) -> dict:
    return {"name": "云溪县提纲"}


def draft_data(world: World) -> dict:
    return {"text": world.draft.text.replace("部门概况", "部门基本情况"), "revision": "0"}


def publish_data(world: World) -> dict:
    notice = world.report.notice
    return {"expected": world.draft.sha256, "notice": f"{notice.pk}:{notice.outline}"}


def switch_data(world: World) -> dict:
    """Return a post that takes over what the notice has now, which is made to be another outline."""
    notice = world.report.notice
    notice.outline = "national/2020"
    notice.save(update_fields=["outline"])
    return {"expected": editions.digest(editions.pinned(notice))}


def judgement(world: World) -> dict:
    return {"fingerprint": FINGERPRINT, "accepted": "yes", "expected": world.submission.sha256}


def of_import(world: World) -> dict:
    return {"pk": world.report.pk, "number": world.imported.pk}


def import_data(world: World) -> dict:
    return {"text": "2023年度部门整体支出绩效自评报告\n2023年支出合计100.00万元。"}


def press_data(world: World) -> dict:
    return {"press": "ticked", "take": "budget.nature.total.initial_budget"}


def of_evidence(world: World) -> dict:
    return {"pk": world.report.pk, "key": world.evidence}


def of_picture(world: World) -> dict:
    return {"pk": world.report.pk, "key": "92"}


def of_filed_picture(world: World) -> dict:
    return {"pk": world.submission.pk, "key": "92"}


def of_filed_evidence(world: World) -> dict:
    return {"pk": world.submission.pk, "key": world.evidence}


def of_entry(world: World) -> dict:
    return {"pk": world.entry.pk}


def of_receipt(world: World) -> dict:
    return {"receipt": world.submission.receipt_number, "digits": world.submission.sha256[:16]}


def held_data(world: World) -> dict:
    return {"file": SimpleUploadedFile("报告.pdf", pdf())}


def evidence_data(world: World) -> dict:
    return {"proves": "indicators.4", "files": SimpleUploadedFile("照片.png", png())}


def pick_data(world: World) -> dict:
    return {"entry": ["national-people_served", f"own-{world.entry.pk}"], "revision": "0"}


def entry_data(world: World) -> dict:
    return {"label": "读者满意度", "taxonomy": "beneficiary_satisfaction", "operator": "≥", "unit": "%"}


def manuscript(world: World) -> dict:
    return {"text": "2023年度支出合计100万元。"}


def of_account(world: World) -> dict:
    return {"pk": world.account.pk}


@dataclass(frozen=True)
class Rule:
    """The answers of one route; see the module."""

    get: Answers
    post: Answers
    kwargs: Callable[[World], dict] = nothing
    data: Callable[[World], dict] = nothing

    @property
    def states(self) -> tuple[Status, ...]:
        return (DRAFT,) if isinstance(self.get, str) and isinstance(self.post, str) else STATES

    def expected(self, method: str, state: Status) -> dict[str, int]:
        """Return the status code by identity; raise when not exactly one is given for each."""
        answers = self.get if method == "get" else self.post
        codes = (answers if isinstance(answers, str) else answers[state]).split()
        return dict(zip(IDENTITIES, map(int, codes), strict=True))


def login_data(world: World) -> dict:
    return {"username": world.account.username, "password": PASSWORD}


def password_data(world: World) -> dict:
    return {"old_password": PASSWORD, "new_password": NEW_PASSWORD, "repeated_password": NEW_PASSWORD}


def of_step(world: World) -> dict:
    return {**of_report(world), "step": "staffing"}


def of_chapter(world: World) -> dict:
    return {**of_report(world), "step": "narrative", "chapter": "problems"}


def of_section(world: World) -> dict:
    return {**of_report(world), "section": "staffing"}


def note_data(world: World) -> dict:
    return {"text": "请核对决算数。"}


def of_note(world: World) -> dict:
    return {**of_report(world), "number": world.note.pk}


def of_revision(world: World) -> dict:
    return {**of_report(world), "change": world.change.pk}


def revision_data(world: World) -> dict:
    return {"revision": "0"}


def staffing_data(world: World) -> dict:
    return {**untouched(staffing_blocks(world.report.unit_year, None)), "revision": "0", "positions-0-count": "9"}


def chapter_data(world: World) -> dict:
    return {"narrative-text": "人手不足。", "revision": "0"}


def explanation_data(world: World) -> dict:
    """Return a post about a finding, made by a figure that is off."""
    world.report.unit_year.budget_lines.filter(scheme="nature", key="basic").update(actual=1)
    return {"fingerprint": assess(world.report).findings[0].fingerprint, "text": "见附件。"}


def submit_data(world: World) -> dict:
    return {"action": "submit", "expected": assess(world.report).sha256, "request_key": str(uuid.uuid4())}


RULES: dict[str, Rule] = {
    # --- everyone --------------------------------------------------------------------------------------------
    # anonymous | clerk own other | head own other | reviewer in out | bureau in out | system | auditor
    "health": Rule(
        get="200   200 200   200 200   200 200   200 200   200   200",
        post="405   405 405   405 405   405 405   405 405   405   405",
    ),
    "login": Rule(
        get="200   302 302   302 302   302 302   302 302   302   302",
        post="302   302 302   302 302   302 302   302 302   302   302",
        data=login_data,
    ),
    "logout": Rule(
        get="405   405 405   405 405   405 405   405 405   405   405",
        post="302   302 302   302 302   302 302   302 302   302   302",
    ),
    "manual": Rule(
        get="200   200 200   200 200   200 200   200 200   200   200",
        post="405   405 405   405 405   405 405   405 405   405   405",
    ),
    "manual_chapter": Rule(
        get="200   200 200   200 200   200 200   200 200   200   200",
        post="405   405 405   405 405   405 405   405 405   405   405",
        kwargs=lambda world: {"slug": "findings"},
    ),
    "reports:schema": Rule(
        get="200   200 200   200 200   200 200   200 200   200   200",
        post="405   405 405   405 405   405 405   405 405   405   405",
        kwargs=lambda world: {"name": "ziping-report-1.json"},
    ),
    "glossary": Rule(
        get="200   200 200   200 200   200 200   200 200   200   200",
        post="405   405 405   405 405   405 405   405 405   405   405",
    ),
    "reports:check": Rule(
        get="200   200 200   200 200   200 200   200 200   200   200",
        post="200   200 200   200 200   200 200   200 200   200   200",
        data=held_data,
    ),
    "reports:check_receipt": Rule(
        get="200   200 200   200 200   200 200   200 200   200   200",
        post="405   405 405   405 405   405 405   405 405   405   405",
        kwargs=of_receipt,
    ),
    "password_change": Rule(
        get="302   200 200   200 200   200 200   200 200   200   200",
        post="401   302 302   302 302   302 302   302 302   302   302",
        data=password_data,
    ),
    # --- accounts: the administrator acts, the auditor reads -------------------------------------------------
    # anonymous | clerk own other | head own other | reviewer in out | bureau in out | system | auditor
    "accounts": Rule(
        get="302   403 403   403 403   403 403   403 403   200   200",
        post="401   405 405   405 405   405 405   405 405   405   405",
    ),
    "account": Rule(
        get="302   403 403   403 403   403 403   403 403   200   200",
        post="401   405 405   405 405   405 405   405 405   405   405",
        kwargs=of_account,
    ),
    "account_reset": Rule(
        get="302   405 405   405 405   405 405   405 405   405   405",
        post="401   403 403   403 403   403 403   403 403   200   403",
        kwargs=of_account,
    ),
    "account_disable": Rule(
        get="302   405 405   405 405   405 405   405 405   405   405",
        post="401   403 403   403 403   403 403   403 403   302   403",
        kwargs=of_account,
    ),
    "account_enable": Rule(
        get="302   405 405   405 405   405 405   405 405   405   405",
        post="401   403 403   403 403   403 403   403 403   302   403",
        kwargs=of_account,
    ),
    "account_unlock": Rule(
        get="302   405 405   405 405   405 405   405 405   405   405",
        post="401   403 403   403 403   403 403   403 403   302   403",
        kwargs=of_account,
    ),
    # --- a report's draft: its clerk writes, its head and the auditor read -----------------------------------
    # anonymous | clerk own other | head own other | reviewer in out | bureau in out | system | auditor
    "reports:edit": Rule(
        get={
            DRAFT: "302   200 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "302   409 404   403 404   403 404   403 404   404   403",
        },
        post={
            DRAFT: "401   302 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "401   409 404   403 404   403 404   403 404   404   403",
        },
        kwargs=of_step,
        data=staffing_data,
    ),
    "reports:edit_chapter": Rule(
        get={
            DRAFT: "302   200 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "302   409 404   403 404   403 404   403 404   404   403",
        },
        post={
            DRAFT: "401   302 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "401   409 404   403 404   403 404   403 404   404   403",
        },
        kwargs=of_chapter,
        data=chapter_data,
    ),
    "reports:typed": Rule(
        get={
            DRAFT: "302   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "302   405 405   405 405   405 405   405 405   405   405",
        },
        post={
            DRAFT: "401   200 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "401   409 404   403 404   403 404   403 404   404   403",
        },
        kwargs=of_step,
        data=staffing_data,
    ),
    "reports:typed_chapter": Rule(
        get={
            DRAFT: "302   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "302   405 405   405 405   405 405   405 405   405   405",
        },
        post={
            DRAFT: "401   200 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "401   409 404   403 404   403 404   403 404   404   403",
        },
        kwargs=of_chapter,
        data=chapter_data,
    ),
    "reports:autosave": Rule(
        get={
            DRAFT: "302   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "302   405 405   405 405   405 405   405 405   405   405",
        },
        post={
            DRAFT: "401   200 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "401   409 404   403 404   403 404   403 404   404   403",
        },
        kwargs=of_section,
        data=staffing_data,
    ),
    "reports:presence": Rule(
        get={
            DRAFT: "302   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "302   405 405   405 405   405 405   405 405   405   405",
        },
        post={
            DRAFT: "401   200 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "401   409 404   403 404   403 404   403 404   404   403",
        },
        kwargs=of_section,
    ),
    "reports:work": Rule(
        get={
            DRAFT: "302   200 404   200 404   403 404   403 404   404   403",
            SUBMITTED: "302   200 404   200 404   403 404   403 404   404   403",
        },
        post={
            DRAFT: "401   302 404   302 404   403 404   403 404   404   403",
            SUBMITTED: "401   409 404   409 404   403 404   403 404   404   403",
        },
        kwargs=of_report,
    ),
    "reports:work_done": Rule(
        get={
            DRAFT: "302   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "302   405 405   405 405   405 405   405 405   405   405",
        },
        post={
            DRAFT: "401   302 404   422 404   403 404   403 404   404   403",
            SUBMITTED: "401   409 404   409 404   403 404   403 404   404   403",
        },
        kwargs=of_section,
    ),
    "reports:note": Rule(
        get={
            DRAFT: "302   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "302   405 405   405 405   405 405   405 405   405   405",
        },
        post={
            DRAFT: "401   302 404   302 404   403 404   403 404   404   403",
            SUBMITTED: "401   302 404   302 404   403 404   403 404   404   403",
        },
        kwargs=of_section,
        data=note_data,
    ),
    "reports:note_settle": Rule(
        get={
            DRAFT: "302   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "302   405 405   405 405   405 405   405 405   405   405",
        },
        post={
            DRAFT: "401   302 404   302 404   403 404   403 404   404   403",
            SUBMITTED: "401   302 404   302 404   403 404   403 404   404   403",
        },
        kwargs=of_note,
    ),
    "reports:explain": Rule(
        get={
            DRAFT: "302   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "302   405 405   405 405   405 405   405 405   405   405",
        },
        post={
            DRAFT: "401   302 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "401   409 404   403 404   403 404   403 404   404   403",
        },
        kwargs=of_report,
        data=explanation_data,
    ),
    "reports:missing": Rule(
        get={
            DRAFT: "302   200 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "302   409 404   403 404   403 404   403 404   404   403",
        },
        post={
            DRAFT: "401   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "401   405 405   405 405   405 405   405 405   405   405",
        },
        kwargs=of_report,
    ),
    "reports:library": Rule(
        get={
            DRAFT: "302   200 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "302   409 404   403 404   403 404   403 404   404   403",
        },
        post={
            DRAFT: "401   302 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "401   409 404   403 404   403 404   403 404   404   403",
        },
        kwargs=of_report,
        data=pick_data,
    ),
    "reports:imports": Rule(
        get={
            DRAFT: "302   200 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "302   409 404   403 404   403 404   403 404   404   403",
        },
        post={
            DRAFT: "401   302 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "401   409 404   403 404   403 404   403 404   404   403",
        },
        kwargs=of_report,
        data=import_data,
    ),
    "reports:import": Rule(
        get={
            DRAFT: "302   200 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "302   409 404   403 404   403 404   403 404   404   403",
        },
        post={
            DRAFT: "401   302 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "401   409 404   403 404   403 404   403 404   404   403",
        },
        kwargs=of_import,
        data=press_data,
    ),
    "reports:import_confirm": Rule(
        get={
            DRAFT: "302   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "302   405 405   405 405   405 405   405 405   405   405",
        },
        post={
            DRAFT: "401   302 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "401   409 404   403 404   403 404   403 404   404   403",
        },
        kwargs=of_import,
    ),
    "reports:import_discard": Rule(
        get={
            DRAFT: "302   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "302   405 405   405 405   405 405   405 405   405   405",
        },
        post={
            DRAFT: "401   302 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "401   409 404   403 404   403 404   403 404   404   403",
        },
        kwargs=of_import,
    ),
    "reports:evidence": Rule(
        get={
            DRAFT: "302   200 404   200 404   403 404   403 404   404   200",
            SUBMITTED: "302   200 404   200 404   403 404   403 404   404   200",
        },
        post={
            DRAFT: "401   302 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "401   409 404   403 404   403 404   403 404   404   403",
        },
        kwargs=of_report,
        data=evidence_data,
    ),
    "reports:evidence_file": Rule(
        get={
            DRAFT: "302   200 404   200 404   403 404   403 404   404   200",
            SUBMITTED: "302   200 404   200 404   403 404   403 404   404   200",
        },
        post={
            DRAFT: "401   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "401   405 405   405 405   405 405   405 405   405   405",
        },
        kwargs=of_evidence,
    ),
    "reports:evidence_thumb": Rule(
        get={
            DRAFT: "302   200 404   200 404   403 404   403 404   404   200",
            SUBMITTED: "302   200 404   200 404   403 404   403 404   404   200",
        },
        post={
            DRAFT: "401   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "401   405 405   405 405   405 405   405 405   405   405",
        },
        kwargs=of_picture,
    ),
    "reports:evidence_remove": Rule(
        get={
            DRAFT: "302   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "302   405 405   405 405   405 405   405 405   405   405",
        },
        post={
            DRAFT: "401   302 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "401   409 404   403 404   403 404   403 404   404   403",
        },
        kwargs=of_evidence,
    ),
    "reports:preview": Rule(
        get={
            DRAFT: "302   200 404   200 404   403 404   403 404   404   200",
            SUBMITTED: "302   200 404   200 404   403 404   403 404   404   200",
        },
        post={
            DRAFT: "401   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "401   405 405   405 405   405 405   405 405   405   405",
        },
        kwargs=of_report,
    ),
    "reports:sign": Rule(
        get={
            DRAFT: "302   403 404   302 404   403 404   403 404   404   403",
            SUBMITTED: "302   403 404   302 404   403 404   403 404   404   403",
        },
        post={
            DRAFT: "401   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "401   405 405   405 405   405 405   405 405   405   405",
        },
        kwargs=of_report,
    ),
    "reports:history": Rule(
        get={
            DRAFT: "302   200 404   200 404   403 404   403 404   404   200",
            SUBMITTED: "302   200 404   200 404   403 404   403 404   404   200",
        },
        post={
            DRAFT: "401   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "401   405 405   405 405   405 405   405 405   405   405",
        },
        kwargs=of_report,
    ),
    "reports:revision": Rule(
        get={
            DRAFT: "302   200 404   200 404   403 404   403 404   404   200",
            SUBMITTED: "302   200 404   200 404   403 404   403 404   404   200",
        },
        post={
            DRAFT: "401   302 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "401   409 404   403 404   403 404   403 404   404   403",
        },
        kwargs=of_revision,
        data=revision_data,
    ),
    "reports:draft_pdf": Rule(
        get={
            DRAFT: "302   200 404   200 404   403 404   403 404   404   200",
            SUBMITTED: "302   409 404   409 404   403 404   403 404   404   409",
        },
        post={
            DRAFT: "401   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "401   405 405   405 405   405 405   405 405   405   405",
        },
        kwargs=of_report,
    ),
    "reports:draft_docx": Rule(
        get={
            DRAFT: "302   200 404   200 404   403 404   403 404   404   200",
            SUBMITTED: "302   409 404   409 404   403 404   403 404   404   409",
        },
        post={
            DRAFT: "401   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "401   405 405   405 405   405 405   405 405   405   405",
        },
        kwargs=of_report,
    ),
    "reports:draft_xlsx": Rule(
        get={
            DRAFT: "302   200 404   200 404   403 404   403 404   404   200",
            SUBMITTED: "302   409 404   409 404   403 404   403 404   404   409",
        },
        post={
            DRAFT: "401   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "401   405 405   405 405   405 405   405 405   405   405",
        },
        kwargs=of_report,
    ),
    "reports:template": Rule(
        get={
            DRAFT: "302   200 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "302   409 404   403 404   403 404   403 404   404   403",
        },
        post={
            DRAFT: "401   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "401   405 405   405 405   405 405   405 405   405   405",
        },
        kwargs=of_report,
    ),
    "reports:transition": Rule(
        get={
            DRAFT: "302   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "302   405 405   405 405   405 405   405 405   405   405",
        },
        post={
            DRAFT: "401   302 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "401   409 404   403 404   403 404   403 404   404   403",
        },
        kwargs=of_report,
        data=submit_data,
    ),
    # --- first pages, lists and notices ----------------------------------------------------------------------
    # anonymous | clerk own other | head own other | reviewer in out | bureau in out | system | auditor
    "home": Rule(
        get="302   200 200   200 200   200 200   200 200   200   200",
        post="401   405 405   405 405   405 405   405 405   405   405",
    ),
    "reports:list": Rule(
        get="302   200 200   200 200   200 200   200 200   403   200",
        post="401   405 405   405 405   405 405   405 405   405   405",
    ),
    "reports:events": Rule(
        get="302   403 403   403 403   403 403   403 403   403   200",
        post="401   405 405   405 405   405 405   405 405   405   405",
    ),
    "reports:proofread": Rule(
        get="302   200 200   200 200   200 200   200 200   200   200",
        post="401   200 200   200 200   200 200   200 200   200   200",
        data=manuscript,
    ),
    "reports:notices": Rule(
        get="302   200 200   200 200   200 200   200 200   200   200",
        post="401   405 405   405 405   405 405   405 405   405   405",
    ),
    "reports:notice": Rule(
        get="302   200 200   200 200   200 404   200 404   404   200",
        post="401   405 405   405 405   405 405   405 405   405   405",
        kwargs=of_notice,
    ),
    "reports:rules": Rule(
        get="302   200 200   200 200   200 200   200 200   200   200",
        post="401   405 405   405 405   405 405   405 405   405   405",
    ),
    "reports:notice_rules": Rule(
        get="302   200 200   200 200   200 404   200 404   404   200",
        post="401   405 405   405 405   405 405   405 405   405   405",
        kwargs=of_notice,
    ),
    "reports:rule": Rule(
        get="302   200 200   200 200   200 404   200 404   404   200",
        post="401   403 403   403 403   403 404   302 404   404   403",
        kwargs=of_rule,
        data=rule_data,
    ),
    "reports:trial": Rule(
        get="302   200 200   200 200   200 404   200 404   404   200",
        post="401   405 405   405 405   405 405   405 405   405   405",
        kwargs=of_notice,
    ),
    "reports:exports": Rule(
        get="302   403 403   403 403   200 404   200 404   404   200",
        post={
            DRAFT: "401   403 403   403 403   422 404   422 404   404   403",
            SUBMITTED: "401   403 403   403 403   302 404   302 404   404   403",
        },
        kwargs=of_notice,
        data=export_data,
    ),
    "reports:export": Rule(
        get="302   403 403   403 403   200 404   200 404   404   200",
        post="401   405 405   405 405   405 405   405 405   405   405",
        kwargs=of_export,
    ),
    "reports:export_continue": Rule(
        get="302   405 405   405 405   405 405   405 405   405   405",
        post="401   403 403   403 403   302 404   302 404   404   403",
        kwargs=of_export,
    ),
    "reports:export_file": Rule(
        get="302   403 403   403 403   200 404   200 404   404   200",
        post="401   405 405   405 405   405 405   405 405   405   405",
        kwargs=of_made_export,
    ),
    "reports:open": Rule(
        get="302   405 405   405 405   405 405   405 405   405   405",
        post="401   302 302   403 403   403 404   403 404   404   403",
        kwargs=of_notice,
    ),
    # --- outlines, schedules and schemes: administrators write, reviewers and the auditor read ----------------
    # anonymous | clerk own other | head own other | reviewer in out | bureau in out | system | auditor
    "reports:definitions": Rule(
        get="302   403 403   403 403   200 200   200 200   403   200",
        post="401   405 405   405 405   405 405   405 405   405   405",
    ),
    "reports:definition": Rule(
        get="302   403 403   403 403   200 404   200 404   403   200",
        post="401   403 403   403 403   403 404   302 404   403   403",
        kwargs=of_draft,
        data=draft_data,
    ),
    "reports:definition_preview": Rule(
        get="302   403 403   403 403   200 404   200 404   403   200",
        post="401   405 405   405 405   405 405   405 405   405   405",
        kwargs=of_draft,
    ),
    "reports:definition_publish": Rule(
        get="302   403 403   403 403   403 404   200 404   403   403",
        post="401   403 403   403 403   403 404   302 404   403   403",
        kwargs=of_draft,
        data=publish_data,
    ),
    "reports:definition_discard": Rule(
        get="302   405 405   405 405   405 405   405 405   405   405",
        post="401   403 403   403 403   403 404   302 404   403   403",
        kwargs=of_draft,
    ),
    "reports:definition_revise": Rule(
        get="302   405 405   405 405   405 405   405 405   405   405",
        post="401   403 403   403 403   403 404   302 404   403   403",
        kwargs=of_published,
    ),
    "reports:definition_copy": Rule(
        get="302   405 405   405 405   405 405   405 405   405   405",
        post="401   403 403   403 403   403 403   302 302   403   403",
        kwargs=of_built_in,
        data=copy_data,
    ),
    "reports:versions": Rule(
        get={
            DRAFT: "302   200 404   200 404   403 404   403 404   404   200",
            SUBMITTED: "302   200 404   200 404   403 404   403 404   404   200",
        },
        post={
            DRAFT: "401   302 404   403 404   403 404   403 404   404   403",
            SUBMITTED: "401   409 404   403 404   403 404   403 404   404   403",
        },
        kwargs=of_report,
        data=switch_data,
    ),
    # --- the indicator library: its bureau keeps it, reviewers and auditors read ------------------------------
    # anonymous | clerk own other | head own other | reviewer in out | bureau in out | system | auditor
    "indicators:library": Rule(
        get="302   403 403   403 403   200 200   200 200   403   200",
        post="401   405 405   405 405   405 405   405 405   405   405",
    ),
    "indicators:add": Rule(
        get="302   403 403   403 403   403 403   200 200   403   403",
        post="401   403 403   403 403   403 403   302 302   403   403",
        data=entry_data,
    ),
    "indicators:entry": Rule(
        get="302   403 403   403 403   403 403   200 404   403   403",
        post="401   403 403   403 403   403 403   302 404   403   403",
        kwargs=of_entry,
        data=entry_data,
    ),
    "indicators:offer": Rule(
        get="302   405 405   405 405   405 405   405 405   405   405",
        post="401   403 403   403 403   403 403   302 404   403   403",
        kwargs=of_entry,
    ),
    # --- what was filed, and its review ----------------------------------------------------------------------
    # anonymous | clerk own other | head own other | reviewer in out | bureau in out | system | auditor
    "reports:submission": Rule(
        get="302   200 404   200 404   200 404   200 404   404   200",
        post="401   405 405   405 405   405 405   405 405   405   405",
        kwargs=of_submission,
    ),
    "reports:download": Rule(
        get="302   200 404   200 404   200 404   200 404   404   200",
        post="401   405 405   405 405   405 405   405 405   405   405",
        kwargs=of_file,
    ),
    "reports:filed_evidence": Rule(
        get="302   200 404   200 404   200 404   200 404   404   200",
        post="401   405 405   405 405   405 405   405 405   405   405",
        kwargs=of_filed_evidence,
    ),
    "reports:filed_thumb": Rule(
        get="302   200 404   200 404   200 404   200 404   404   200",
        post="401   405 405   405 405   405 405   405 405   405   405",
        kwargs=of_filed_picture,
    ),
    "reports:queue": Rule(
        get="302   403 403   403 403   302 302   302 302   403   302",
        post="401   405 405   405 405   405 405   405 405   405   405",
    ),
    "reports:review": Rule(
        get={
            DRAFT: "302   403 404   403 404   200 404   200 404   404   200",
            SUBMITTED: "302   403 404   403 404   200 404   200 404   404   200",
        },
        post={
            DRAFT: "401   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "401   405 405   405 405   405 405   405 405   405   405",
        },
        kwargs=of_report,
    ),
    "reports:opinion": Rule(
        get={
            DRAFT: "302   409 404   409 404   200 404   200 404   404   200",
            SUBMITTED: "302   409 404   409 404   200 404   200 404   404   200",
        },
        post={
            DRAFT: "401   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "401   405 405   405 405   405 405   405 405   405   405",
        },
        kwargs=of_report,
    ),
    "reports:decide": Rule(
        get={
            DRAFT: "302   405 405   405 405   405 405   405 405   405   405",
            SUBMITTED: "302   405 405   405 405   405 405   405 405   405   405",
        },
        post={
            DRAFT: "401   403 404   403 404   409 404   409 404   404   403",
            SUBMITTED: "401   403 404   403 404   302 404   302 404   404   403",
        },
        kwargs=of_report,
        data=judgement,
    ),
}
