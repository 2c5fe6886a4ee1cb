from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "自评报告"

    def ready(self):
        from reports import system_checks  # noqa: F401 - registers itself
