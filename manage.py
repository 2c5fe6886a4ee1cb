#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if sys.argv[1:2] == ["export_report"] and {"pdf", "--format=pdf"} & {*sys.argv}:
        from reports.render.processes import POOL

        POOL.prepare()  # it starts while Django does: as many seconds, on the other core
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
