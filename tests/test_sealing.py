"""Secrets at rest: read again with the same SECRET_KEY for the same purpose, and not otherwise."""

import pytest
from pytest_django import Settings

from claims.sealing import seal, unseal


class TestSealing:
    def test_it_is_read_again_and_stands_nowhere_in_between(self) -> None:
        sealed = seal("whsec_abc", purpose="hooks")

        assert b"whsec" not in sealed
        assert seal("whsec_abc", purpose="hooks") != sealed
        assert unseal(sealed, purpose="hooks") == "whsec_abc"

    def test_another_purpose_does_not_read_it(self) -> None:
        with pytest.raises(ValueError, match="another SECRET_KEY"):
            unseal(seal("whsec_abc", purpose="hooks"), purpose="other")

    def test_a_key_that_was_changed_reads_it_as_long_as_it_is_named(self, settings: Settings) -> None:
        sealed, old = seal("whsec_abc", purpose="hooks"), settings.SECRET_KEY
        settings.SECRET_KEY = "another key of fifty characters, more or less, no matter"

        with pytest.raises(ValueError, match="another SECRET_KEY"):
            unseal(sealed, purpose="hooks")
        settings.SECRET_KEY_FALLBACKS = [old]
        assert unseal(sealed, purpose="hooks") == "whsec_abc"
