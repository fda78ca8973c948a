import pytest
from django.core.cache import cache
from hypothesis import settings

from claims.views import imprint
from tests import traffic
from tests.own_database import own_database

__all__ = ["own_database"]

settings.register_profile("house", deadline=None)  # a slow machine is not a wrong answer
settings.load_profile("house")


@pytest.fixture(autouse=True)
def known_imprint() -> None:
    """What a process knows of the house at the beginning: nothing of what other tests wrote, for longer than a test."""
    cache.set(imprint.KEY, imprint.Imprint((), {}), None)


@pytest.fixture(autouse=True)
def traffic_keeps_the_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every answer of the API to every test is one that the schema describes."""
    traffic.watch(monkeypatch)
