"""The page that shows every component, with sample people and figures; two test modules and a curious eye use it."""

from types import SimpleNamespace as Some
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

PERSON: Any = Some(
    is_authenticated=True, place="沅江市科学技术协会", name="陈敏", username="yj-kexie", get_role_display="填报人"
)


class ProfileForm(forms.Form):
    name = forms.CharField(label="单位名称", help_text="与部门决算封面一致。")
    code = forms.CharField(label="预算编码", required=False)
    kind = forms.ChoiceField(
        label="单位性质", choices=[("a", "参公事业单位"), ("b", "行政单位")], widget=forms.RadioSelect
    )
    parent = forms.ChoiceField(label="主管部门", choices=[("", "请选择"), ("a", "沅江市人民政府办公室")])
    same = forms.BooleanField(label="与上年相同", required=False)


def finding(severity, label, code, title, message="", working=(), hint="", links=()):
    return Some(
        severity=severity, severity_label=label, code=code, title=title, message=message, working=working, hint=hint,
        links=links, rule_url=f"#{code}", id="", explanation="",
    )  # fmt: skip


def step(title, filled, total, state, errors=0, warnings=0, comments=0, current=False):
    return Some(
        title=title, url="#", filled=filled, total=total, state=state, errors=errors, warnings=warnings,
        comments=comments, current=current,
    )  # fmt: skip


def sample() -> dict:
    """Return what the shared templates ask of a view, in the shapes they document."""
    return {
        "nav": [
            Some(label="首页", url="/", current=False, count=0),
            Some(label="我的报告", url="#", current=True, count=0),
            Some(label="通知", url="#", current=False, count=2),
        ],
        "report": Some(
            title="2023年度部门整体支出绩效自评报告", state=Some(label="填报中", icon="pencil", tone="note")
        ),
        "states": [
            Some(label="未开始", icon="minus-circle", tone=""),
            Some(label="已退回", icon="arrow-uturn-left", tone="warn"),
            Some(label="已通过", icon="check-circle", tone="ok"),
            Some(label="逾期", icon="x-circle", tone="err"),
        ],
        "progress": Some(filled=60, total=72, errors=5),
        "steps": [
            step("单位概况", 12, 12, "done"),
            step("人员编制", 0, 7, "todo", warnings=1),
            step("收支决算", 41, 44, "doing", errors=4, warnings=1, comments=1, current=True),
            step("项目支出", 7, 9, "doing", errors=1),
            step("预览与送审", 0, 0, ""),
        ],
        "findings": [
            finding(
                "error", "错误", "A102", "工资福利支出与细目合计不符",
                working=[("填报数", "273.77"), ("8 个细目相加", "217.56"), ("多出", "56.21")],
                hint="273.77 恰好等于基本支出合计，可能填错了行。", links=[("核对细目", "#")],
            ),
            finding(
                "warning", "警示", "A110", "支出超年初预算 14.02%",
                message="410.41 − 359.95 = 50.46。如有追加，请填“预算调整”。",
                links=[("填预算调整", "#"), ("写情况说明", "#")],
            ),
            finding("notice", "提示", "N310", "110 未关联", message="未关联的数字不会随数据更新。"),
        ],
        "comments": [
            Some(
                author="周宁", when="6月14日 退回意见", quote="项目支出没有按项目列出金额",
                text="请分两个项目列明决算数。", done="单位已答复",
                answers=[Some(author="陈敏", when="6月17日", text="已按项目列出，见本段。")],
            )
        ],
        "page": Paginator(range(57), 20).page(2),
        "form": ProfileForm({"name": "沅江市科学技术协会"}),
        "save_line": "已保存 10:42",
        "deadline": "距截止 12 天",
        "preview_url": "#",
        "check_url": "#",
        "save_log_url": "#",
    }  # fmt: skip


def render(template: str = "styleguide.html", person: Any = PERSON, **context) -> str:
    request = RequestFactory().get("/styleguide/")
    request.user = person
    return render_to_string(template, {**sample(), **context}, request)
