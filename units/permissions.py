"""Who may see and change accounts; a refusal carries its reason."""

from __future__ import annotations

from django.http import Http404

from lib.denied import Denied
from units.models import Role, User


def check_can_see_accounts(user: User) -> None:
    if user.role not in Role.SEE_ACCOUNTS:
        raise Denied("账号由系统管理员管理。需要开户、重置密码或停用账号时，请与系统管理员联系。")


def check_can_manage_accounts(user: User) -> None:
    check_can_see_accounts(user)
    if user.role != Role.SYSTEM:
        raise Denied("审计员只能查看账号，不能办理。")


def check_can_reset(user: User, account: User) -> None:
    check_can_manage_accounts(user)
    if user == account:
        raise Denied("自己的密码请用右上角的“修改密码”来改。")


def check_can_disable(user: User, account: User) -> None:
    """Let nobody close the door behind themselves: one administrator always remains."""
    check_can_manage_accounts(user)
    if user == account:
        raise Denied("不能停用自己的账号。请由另一位系统管理员办理。")


def get_account(user: User, pk: int) -> User:
    """Return the account *user* may see, with its place; raise Denied for other roles and Http404 when there is none."""
    check_can_see_accounts(user)
    account = User.objects.visible_to(user).with_place().filter(pk=pk).first()
    if account is None:
        raise Http404
    return account
