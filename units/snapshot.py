"""The unit's description in one year, as frozen rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lib.address import Row, fact, rows


@dataclass(frozen=True)
class Profile(Row):
    """What the unit says of itself."""

    name: str = fact("单位名称", default="")
    short_name: str = fact("单位简称", default="")
    competent_department: str = fact("主管部门", default="")  # blank where the unit is its own
    region: str = fact("所在地区", default="")
    level: str = fact("地区级别", default="")
    administrative_rank: str = fact("机构规格", default="")
    funding: str = fact("经费形式", default="")
    nature: str = fact("单位性质", default="")
    credit_code: str = fact("统一社会信用代码", default="")
    head_name: str = fact("单位负责人", default="")
    head_title: str = fact("负责人职务", default="")
    department_count: int | None = fact("内设机构数", "count")
    departments_open: bool = fact("内设机构未全部列出", "flag", default=False)
    department_statement: str = fact("内设机构说明", default="")
    subordinate_count: int | None = fact("所属单位数", "count")


@dataclass(frozen=True)
class Duty(Row):
    text: str = fact("职责", default="")


@dataclass(frozen=True)
class Department(Row):
    """One internal division (内设机构)."""

    name: str = fact("名称", default="")
    duties: str = fact("职责", default="")

    @property
    def label(self) -> str:
        return self.name


@dataclass(frozen=True)
class SubordinateUnit(Row):
    name: str = fact("名称", default="")
    kind: str = fact("单位类型", default="")

    @property
    def label(self) -> str:
        return self.name


@dataclass(frozen=True)
class StaffCount(Row):
    """A head count of one kind; the kind under the key ``total`` is the printed total of its group."""

    label: str = fact("类别", default="")
    count: int | None = fact("人数", "count")


@dataclass(frozen=True)
class Staffing(Row):
    """Head counts by group; each group maps keys (``total``, ``1``, ``2`` …) to counts."""

    authorized_posts: Mapping[str, StaffCount] = rows("编制")
    serving_staff: Mapping[str, StaffCount] = rows("在职人员")
    positions: Mapping[str, StaffCount] = rows("岗位")
    contract_staff: Mapping[str, StaffCount] = rows("编外聘用人员")
    retired_staff: Mapping[str, StaffCount] = rows("离退休人员")
    other_staff: Mapping[str, StaffCount] = rows("其他人员")
