"""The address of an original as people write it."""

import pytest

from claims.originals import spellings

SPEECH = "https://paper.example/speech"


class TestSpellings:
    def test_scheme_and_slash_may_be_otherwise(self) -> None:
        assert spellings(SPEECH) == [
            SPEECH,
            f"{SPEECH}/",
            "http://paper.example/speech",
            "http://paper.example/speech/",
        ]

    @pytest.mark.parametrize(
        "given",
        [
            f"{SPEECH}#part-2",
            f"{SPEECH}/?utm_source=x&utm_medium=y",
            f"{SPEECH}?fbclid=abc#top",
            " https://PAPER.example/speech ",
        ],
    )
    def test_what_people_copy_along_is_left_out(self, given: str) -> None:
        assert set(spellings(SPEECH)) <= set(spellings(given))

    def test_what_says_which_page_it_is_stays(self) -> None:
        found = spellings("https://paper.example/show?id=7&utm_id=1&page=2")

        assert "https://paper.example/show?id=7&page=2" in found
        assert "https://paper.example/show" not in found

    def test_the_address_as_it_was_given_is_one_of_them(self) -> None:
        assert spellings(f"{SPEECH}?utm_source=x#top")[0] == f"{SPEECH}?utm_source=x#top"

    def test_the_page_of_a_host_alone_is_found_with_and_without_its_slash(self) -> None:
        assert {"https://paper.example", "https://paper.example/"} <= set(spellings("http://paper.example"))

    @pytest.mark.parametrize(
        "given",
        ["", "speech", "//paper.example/a", "javascript:alert(1)", "ftp://a.example/", "http://[::1", "https://"],
    )
    def test_what_is_no_web_address_has_none(self, given: str) -> None:
        assert spellings(given) == []
