"""The share of an article's sentences that was checked."""

from claims.formats.highlights import Place
from claims.formats.passages import passages
from claims.formats.share_checked import ShareChecked, share_checked

TEXT = "Crime news\n\nCrime rose. Taxes fell. Nobody came to the meeting.\n\nIt ended. Nothing else was said in it."


def share(*quotes: str) -> ShareChecked:
    places = [Place({"id": quote}, TEXT.index(quote), TEXT.index(quote) + len(quote)) for quote in quotes]
    return share_checked(TEXT, passages(TEXT, "Crime news"), places, "en")


class TestShareChecked:
    def test_a_sentence_that_a_claim_touches_was_checked(self) -> None:
        assert share("rose", "Taxes") == ShareChecked(2, 5)

    def test_a_claim_over_two_sentences_counts_for_both(self) -> None:
        assert share("rose. Taxes fell") == ShareChecked(2, 5)

    def test_two_claims_in_one_sentence_count_once(self) -> None:
        assert share("Crime rose", "rose") == ShareChecked(1, 5)

    def test_a_title_is_no_sentence(self) -> None:
        assert share("Crime news") == ShareChecked(0, 5)

    def test_a_claim_that_only_ends_where_a_sentence_begins_does_not_touch_it(self) -> None:
        assert share("Crime rose. ") == ShareChecked(1, 5)
