from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction


@pytest.fixture(autouse=True)
def nobody_tried_before() -> Iterator[None]:
    """The tries of one test do not count in the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def as_if_committed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for the end of a transaction is done at once, as in a request of its own: a test's never ends."""

    def at_once(function: Callable[[], Any], using: str | None = None, robust: bool = False) -> None:
        function()

    monkeypatch.setattr(transaction, "on_commit", at_once)
