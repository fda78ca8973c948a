"""What the web server of this process calls."""

import django
from starlette.applications import Starlette


def application() -> Starlette:
    """The server for assistants, with Django ready behind it."""
    django.setup(set_prefix=False)
    from .server import application

    return application()
