"""Characters that nobody sees are shown to editors."""

import pytest

from claims.unseen import counted, with_unseen


class TestCounted:
    @pytest.mark.parametrize(
        "text",
        ["a\u202eb", "a\u200bb", "a\ufeff", "pass\u00adword", "a\u200cb", "\U000e0041", "\u2066a\u2069", "ㅤ"],
        ids=ascii,
    )
    def test_what_hides_or_turns_round_is_seen(self, text: str) -> None:
        assert counted(text)

    @pytest.mark.parametrize("text", ["می\u200cخواهم", "👩\u200d🚀", "“Straße – 30%”", "קול\u05b0", ""], ids=ascii)
    def test_what_is_at_home_in_a_script_is_left_alone(self, text: str) -> None:
        assert counted(text) == []

    def test_each_is_named_with_how_many_there_are(self) -> None:
        assert counted("a\u200bb\u200bc\u202e") == [("ZERO WIDTH SPACE", 2), ("RIGHT-TO-LEFT OVERRIDE", 1)]


class TestWithUnseen:
    def test_the_text_stays_as_it_is_with_a_number_beside(self) -> None:
        assert with_unseen("a\u202eb") == 'a<span class="unseen" data-code="U+202E">\u202e</span>b'

    def test_hostile_text_is_escaped_around_it(self) -> None:
        assert "<script>" not in with_unseen("<script>\u200b<script>")
        assert with_unseen("a & b") == "a &amp; b"
