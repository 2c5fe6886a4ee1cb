"""The catalogue of rules, in general and as one notice has them; the bureau's administrator sets them there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lib.denied import Denied, NotAccepted
from reports.catalogue import BY_CODE
from reports.models import EDITABLE, Notice, Report, RuleSetting, Status
from reports.permissions import check_can_set_rules, get_notice
from reports.rule_form import RuleForm
from reports.rule_lines import WORDS, Line, Wanted, chosen, counts_of, found_in, general_lines, history, lines_of
from reports.rule_settings import StaleSettingError, set_rule
from units.models import Role, User

LONGEST_SEARCH = 60
MOST_CHANGES = 50  # settings told of on the list; every one stands at its rule
UNFILED = (*EDITABLE, Status.SIGNING)


@require_safe
def rules(request) -> HttpResponse:
    """List every rule as it is where no notice says otherwise."""
    notices = Notice.objects.visible_to(request.user).select_related("jurisdiction")
    context = {**_listed(request, general_lines()), "notices": notices}
    return render(request, "reports/rules.html", context)


@require_safe
def notice_rules(request, pk: int) -> HttpResponse:
    """List every rule as it holds now for the reports under one notice."""
    notice = get_notice(request.user, pk)
    counted = request.user.role in Role.BUREAU_SIDE | Role.ALL_PLACES  # how other units did is the bureau's business
    found = found_in(notice) if counted else {}
    context = {
        **_listed(request, lines_of(notice, counts_of(found) if counted else None)),
        "notice": notice,
        "counted": counted,
        "filed": len(found),
        "may_set": may_set(request.user, notice),
        "changes": history(notice)[:MOST_CHANGES],
    }
    return render(request, "reports/rules.html", context)


def _listed(request, lines: list[Line]) -> dict[str, Any]:
    wanted = _wanted(request.GET)
    shown, topics = chosen(lines, wanted)
    query, opened = request.GET.copy(), request.GET.get("open", "")
    query.pop("open", None)
    unfolded = query.copy()
    unfolded["open"] = "all"
    other_topic = query.copy()
    other_topic.pop("topic", None)
    return {
        "lines": shown,
        "topics": topics,
        "total": len(lines),
        "fitting": sum(count for _, _, count in topics),
        "wanted": wanted,
        "severities": [(value, WORDS[value]) for value in WORDS],
        "folded": query.urlencode(),
        "unfolded": unfolded.urlencode(),
        "kept": other_topic.urlencode(),
        "open": opened,
    }


def _wanted(query: QueryDict) -> Wanted:
    return Wanted(
        query.get("topic", ""),
        query.get("severity", ""),
        query.get("q", "").strip()[:LONGEST_SEARCH],
        query.get("only", ""),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def rule(request, pk: int, code: str) -> HttpResponse:
    """Show one rule under a notice, what the bureau made of it and when; a post sets it."""
    notice = get_notice(request.user, pk)
    if code not in BY_CODE:
        raise Http404
    if request.method == "POST":
        return _set(request, notice, code)
    return _page(request, notice, code)


def _set(request, notice: Notice, code: str) -> HttpResponse:
    check_can_set_rules(request.user, notice)
    form = RuleForm(BY_CODE[code], request.POST)
    if "revision" in form.errors:
        raise BadRequest("setting without its revision")
    if not form.is_valid():
        return _page(request, notice, code, form, status=422)
    given = form.cleaned_data
    try:
        set_rule(
            notice, code, revision=given["revision"], severity=given["severity"], params=form.params,
            reason=given["reason"], by=request.user,
        )  # fmt: skip
    except StaleSettingError as error:
        return _page(request, notice, code, _again(request.POST, code, error.row.number), stale=error.row, status=409)
    except NotAccepted as error:
        form.add_error(None, str(error))
        return _page(request, notice, code, form, status=422)
    messages.success(request, f"规则 {code} 已按您的设置保存，从现在起用于还没有送审的报告。")
    return redirect("reports:rule", notice.pk, code)


def _again(posted: QueryDict, code: str, number: int) -> RuleForm:
    """Return the form with what was posted, to be saved over the setting that is shown beside it."""
    data = posted.copy()
    data["revision"] = str(number)
    return RuleForm(BY_CODE[code], data)


def _page(
    request,
    notice: Notice,
    code: str,
    form: RuleForm | None = None,
    *,
    stale: RuleSetting | None = None,
    status: int = 200,
) -> HttpResponse:
    line = next(one for one in lines_of(notice) if one.code == code)
    editable = may_set(request.user, notice)
    context = {
        "notice": notice,
        "line": line,
        "form": form or (RuleForm(line.rule, standing=line.setting) if editable else None),
        "stale": stale,
        "history": history(notice, code),
        "found": _found(request.user, notice, code),
        "unfiled": notice.reports.filter(status__in=UNFILED).count(),
        "filed": notice.reports.exclude(status__in=UNFILED).count(),
    }
    return render(request, "reports/rule.html", context, status=status)


def _found(user: User, notice: Notice, code: str) -> list[tuple[Report, int]]:
    """Return the reports whose last submission the rule found something in, and how often: the bureau's to know."""
    if user.role not in Role.BUREAU_SIDE | Role.ALL_PLACES:
        return []
    counts = {report: found[code] for report, found in found_in(notice).items() if code in found}
    return [
        (one, counts[one.pk]) for one in Report.objects.whole().filter(pk__in=counts).order_by("unit_year__unit__name")
    ]


def may_set(user: User, notice: Notice) -> bool:
    try:
        check_can_set_rules(user, notice)
    except Denied:
        return False
    return True
