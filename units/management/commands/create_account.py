from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from units import accounts
from units.models import Jurisdiction, Role, Unit


class Command(BaseCommand):
    help = "开设一个账号，并显示一次性密码（只显示这一次）"

    def add_arguments(self, parser):
        parser.add_argument("--username", required=True, help="账号（登录名）")
        parser.add_argument("--role", required=True, choices=Role.values, help="角色")
        parser.add_argument("--name", required=True, help="姓名")
        parser.add_argument("--unit", metavar="CODE", help="单位的预算编码（填报人、单位负责人）")
        parser.add_argument(
            "--jurisdiction", metavar="CODE", help="地区代码（审核人、业务管理员；单位编码重复时也用它区分）"
        )

    def handle(self, *, username, role, name, unit, jurisdiction, **options):
        place = self.place(role, unit, jurisdiction)
        try:
            account, password = accounts.create(username=username, role=role, name=name, **place)
        except ValidationError as error:
            raise CommandError("账号没有开设：" + "；".join(error.messages)) from None
        self.stdout.write(f"账号：{account.username}（{account.get_role_display()}，{account.place}）")
        self.stdout.write(f"一次性密码：{password}")
        self.stdout.write("请当面交给本人。首次登录后须修改，逾期未用须重新发放；此密码不再显示。")

    def place(self, role, unit, jurisdiction):
        if role in Role.UNIT_SIDE:
            return {"unit": self.unit(unit, jurisdiction)}
        if role in Role.BUREAU_SIDE:
            return {"jurisdiction": self.one(Jurisdiction.objects, "地区", "--jurisdiction", jurisdiction)}
        if unit or jurisdiction:
            raise CommandError("系统管理员和审计员不属于单位或地区，请去掉 --unit、--jurisdiction")
        return {}

    def unit(self, code, jurisdiction):
        units = Unit.objects.all()
        if jurisdiction:
            units = units.filter(jurisdiction__code=jurisdiction)
        return self.one(units, "单位", "--unit", code)

    def one(self, rows, label, option, code):
        if not code:
            raise CommandError(f"这个角色须用 {option} 指定{label}")
        found = list(rows.filter(code=code)[:2])
        if not found:
            raise CommandError(f"没有编码为 {code} 的{label}")
        if len(found) > 1:
            raise CommandError(f"编码 {code} 在几个地区都有，请用 --jurisdiction 指定地区")
        return found[0]
