"""The heroicons tag, each picture drawn once: a page of rows shows the same few again and again."""

from __future__ import annotations

from functools import lru_cache

from django import template
from heroicons.templatetags.heroicons import heroicon_mini

MOST = 512  # pictures kept; a name or a label could be anybody's words one day

register = template.Library()
icon = register.simple_tag(lru_cache(MOST)(heroicon_mini), name="heroicon_mini")
