"""How gunicorn serves: one process of eight threads, because SQLite wants a single writing process."""

import os

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


def on_starting(server):
    """Refuse in the master, once, instead of in every worker again and again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("check", "--database", "default", verbosity=0)
