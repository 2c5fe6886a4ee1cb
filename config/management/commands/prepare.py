from django.core.management import BaseCommand, call_command, get_commands

from config import static_files


class Command(BaseCommand):
    help = "为启动做准备：更新数据库结构，空库装入演示数据，收集静态文件，并列出演示账号"

    # One process instead of five: starting Django is most of what each of these takes.
    def handle(self, **options):
        self.check(databases=["default"])
        call_command("migrate", interactive=False, verbosity=0)
        static_files.collect()
        if "demo" in get_commands():
            call_command("demo", "--if-empty", "--logins", stdout=self.stdout, stderr=self.stderr)
