"""How gunicorn serves: one process of eight threads, because SQLite wants a single writing process."""

import fcntl
import os
import sys

from gunicorn import util

wsgi_app = "config.wsgi"
bind = os.environ.get("ZIPING_BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
threads = 8
timeout = 60
graceful_timeout = 20
# The heartbeat file on a slow disk would stop a worker that is merely waiting for that disk.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
control_socket_disable = True
loglevel = "warning"

# What gunicorn refuses by itself, before a request has become one of the portal's.
REFUSALS = {
    414: ("网址过长", "网址里的内容太多，例如在搜索框里粘贴了很长的文字。请后退，减少后再试。"),
    431: ("浏览器发来的附加信息过多", "请清除浏览器中本系统的 Cookie 后再试；仍不行时请联系系统管理员。"),
    500: ("系统出现错误", "系统处理这次请求时出错。请后退，稍后再试；仍不行时请联系系统管理员。"),
}
OTHERS = ("请求无法识别", "浏览器发来的内容不完整或含有不能识别的字符。请后退，再试一次。")


def write_error(sock, status_int, reason, mesg):
    """Take the place of gunicorn's own page, whose English would also tell what it is that serves here."""
    title, words = REFUSALS.get(status_int, OTHERS)
    body = (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{title} · 自评通</title>'
        f'<h1>{title}</h1><p>{words}</p><p>已保存的内容没有变化。</p><p><a href="/">回到首页</a>（{status_int}）</p>'
    ).encode()
    head = (
        f"HTTP/1.1 {status_int} {reason}\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Cache-Control: no-store\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    util.write_nonblock(sock, head.encode("latin1") + body)


util.write_error = write_error

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def lock_data_folder() -> bool:
    """Take the data folder until this process ends, however it ends; return False if another server has it."""
    from django.conf import settings

    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        return True
    # A bare descriptor: nothing closes it before the process does.
    descriptor = os.open(settings.DATA / "server.lock", os.O_WRONLY | os.O_CREAT, 0o640)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def on_starting(server):
    """Refuse in the master, once, instead of in every worker again and again."""
    import django
    from django.core.management import BaseCommand, CommandError

    django.setup()
    try:
        BaseCommand().check(databases=["default"])
    except CommandError as error:
        sys.exit(f"ziping 无法启动：{error}")
    if not lock_data_folder():
        sys.exit("ziping 无法启动：另一个 ziping 正在使用这个数据目录")


def post_worker_init(worker):
    """Go on with the exports that an earlier process was making when it was stopped."""
    from django.conf import settings

    from reports.tasks import resume_exports

    if settings.BACKGROUND == "immediate":
        resume_exports()


if __name__ == "__main__":
    sys.exit(not lock_data_folder())
