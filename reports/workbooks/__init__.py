"""The template in Excel: what the steps ask of one report, to be filled in away from the portal and imported again."""

from reports.workbooks.template import template_xlsx

__all__ = ["template_xlsx"]
