"""Print the schema as it is published."""

import json
import sys

from reports.render.schema import schema

sys.stdout.write(json.dumps(schema(), ensure_ascii=False, indent=1) + "\n")
