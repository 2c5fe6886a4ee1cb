"""Where the known quantities and roles lead to, and how doubts are worded."""

from __future__ import annotations

import re

# quantities.QUANTITIES → scheme and code of the line; those of assets are facts of their own.
LINES = {
    "total": "nature.total", "basic": "nature.basic", "personnel": "nature.personnel", "operating": "nature.operating",
    "project": "nature.project", "income": "revenue.total", "wages": "economic.301", "goods": "economic.302",
    "family": "economic.303", "capital": "economic.310", "three_public": "three_public.total",
    "reception": "three_public.reception", "overseas": "three_public.overseas", "vehicle": "three_public.vehicle",
    "vehicle_operation": "three_public.vehicle_operation", "vehicle_purchase": "three_public.vehicle_purchase",
    "government_fund": "source.government_fund_budget", "state_capital": "source.state_capital_operations_budget",
    "social_insurance": "source.social_insurance_fund_budget", "general_fund": "source.general_public_budget",
}  # fmt: skip
CLASSES = {"wages": "301", "goods": "302", "family": "303", "capital": "310"}
ASSETS = {
    "assets": "total", "current_assets": "current", "fixed_assets": "fixed", "depreciation": "accumulated_depreciation",
}  # fmt: skip
FIELDS = {
    "initial": "initial_budget", "revised": "revised_budget", "budget": "revised_budget", "received": "received",
    "actual": "actual", "income": "actual",
}  # fmt: skip
# What a budget is called where nothing says which one is meant.
UNCLEAR_BUDGET = "看不出是年初预算还是全年预算"
UNNAMED = "这句话没有写明是哪一项，按上下文推断"
UNSAID = "这句话没有写明是预算还是决算"
OF_ANOTHER_YEAR = "这句话写的是{year}年"
NOT_THE_DIFFERENCE = "增减额与两年的数不符"
NOT_THE_RATE = "增减率与两年的数不符"

# Words of an amount that is one of a single thing, not of all.
EACH = re.compile("人均|平均|每|单价|标准|定额|限额|概算")
