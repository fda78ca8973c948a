"""Which text a reader of a language can read."""

import pytest

from claims import languages


class TestChosen:
    @pytest.mark.parametrize(
        ("tags", "language", "found"),
        [
            (["es", "fr"], "fr", "fr"),
            (["es-MX", "es"], "es", "es"),
            (["es-MX"], "es", "es-MX"),
            (["fr"], "es", ""),
            ([], "es", ""),
            (["est"], "es", ""),
            (["zh-Hant", "zh-Hans"], "ZH-hans", "zh-Hans"),
            (["es"], "", ""),
        ],
    )
    def test_it_is_the_very_tag_or_one_of_its_language(self, tags: list[str], language: str, found: str) -> None:
        assert languages.chosen(tags, language) == found
