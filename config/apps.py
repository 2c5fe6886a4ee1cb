from django.apps import AppConfig
from django.conf import settings
from django.contrib.staticfiles.apps import StaticFilesConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import checks, converters, signing

        checks.register()
        converters.register()
        signing.check_signer(settings.SIGNER)


class StaticConfig(StaticFilesConfig):
    """Collect what pages link to; the packages also bring variants that would take 20 s to compress."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "*.rtl.*",
        "*.esm.*",
        "bootstrap-grid*",
        "bootstrap-reboot*",
        "bootstrap-utilities*",
        "bootstrap.css*",
        "bootstrap.js*",
        "bootstrap.min.js*",
        "bootstrap.bundle.js*",
        "jquery*",
        "htmx-2.js",
        "htmx-2-compat*",
        "htmx-4*",
        "htmax-*",
        "hx-*",
    ]
