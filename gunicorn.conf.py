"""How gunicorn serves the desk: `make serve`, the systemd unit and the container all read this file."""

import os


def number(name: str, default: int) -> int:
    """A whole number above zero from the environment."""
    given = os.environ.get(name) or str(default)
    if not given.isdecimal() or int(given) == 0:
        raise SystemExit(f"{name} must be a whole number above zero, not “{given}”.")
    return int(given)


HOST = os.environ.get("HOST") or "127.0.0.1"
PORT = number("PORT", 8000)

wsgi_app = "factcheck.wsgi"
bind = f"[{HOST}]:{PORT}" if ":" in HOST else f"{HOST}:{PORT}"
worker_class = "gthread"
workers = number("WEB_WORKERS", 2)
threads = number("WEB_THREADS", 4)  # each thread keeps one connection to the database

timeout = 60  # seconds until a worker that no longer answers is replaced
graceful_timeout = 30  # seconds that a worker has to end its requests when it is replaced
keepalive = 75  # longer than a proxy keeps a connection, so that the proxy closes it first
max_requests = 50_000  # then a worker is replaced, so that nothing can pile up in it
max_requests_jitter = 5_000

control_socket_disable = True  # signals are enough; its socket would lie in the home folder
accesslog = None  # the application logs each request itself, with its id
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"level": "INFO", "handlers": ["stderr"]},
    "loggers": {"gunicorn.error": {"level": "INFO", "handlers": ["stderr"], "propagate": False}},
}
