"""The verdict mark."""

from claims.formats.mark import mark


def rating(position: int | None, tone: str = "true") -> dict[str, object]:
    return {"position": position, "tone": tone}


class TestMark:
    def test_it_has_a_notch_for_each_value_and_points_at_this_one(self) -> None:
        drawn = mark(rating(3), 5)

        assert len(drawn["notches"]) == 5
        assert drawn["pointer"] == drawn["notches"][2]

    def test_the_least_true_is_at_the_beginning(self) -> None:
        assert mark(rating(1), 5)["pointer"] < mark(rating(5), 5)["pointer"]

    def test_what_cannot_be_decided_is_a_broken_line_without_a_pointer(self) -> None:
        drawn = mark(rating(None, "unknown"), 5)

        assert drawn["form"] == "broken"
        assert "pointer" not in drawn

    def test_what_cannot_be_rated_is_a_quotation_mark(self) -> None:
        assert mark(rating(None, "quote"), 5)["form"] == "quote"
