"""How gunicorn serves: one process of eight threads, because SQLite wants a single writing process."""

import fcntl
import os
import sys

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


if __name__ == "__main__":
    sys.exit(not lock_data_folder())
