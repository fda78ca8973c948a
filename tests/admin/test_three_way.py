"""Two people, one claim: what only one changed is taken, what both changed is asked, nothing typed is lost."""

from typing import Any

import pytest
from django.test import Client

from claims import desk
from claims.models import Claim, Evidence, Source
from tests import make

from .browsing import address, at_desk, fields_of, open_claim, open_form, save_claim, text_of

pytestmark = pytest.mark.django_db


class Two:
    """Somebody slow and somebody quick, who both opened a claim."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.slow, self.quick = at_desk(make.writer()), at_desk(make.writer(public_name="Quick Quinn"))
        self.opened, self.theirs = open_claim(self.slow, claim), open_claim(self.quick, claim)

    def quick_saves(self, **changes: Any) -> None:
        assert save_claim(self.quick, self.claim, self.theirs, **changes).status_code == 302
        self.theirs = open_claim(self.quick, self.claim)

    def slow_saves(self, fields: dict[str, Any] | None = None, **changes: Any) -> Any:
        return save_claim(self.slow, self.claim, fields or self.opened, **changes)

    @property
    def now(self) -> Claim:
        return Claim.objects.get(pk=self.claim.pk)


def questions(answer: Any) -> list[tuple[str, str, str, str]]:
    return [(q.key, q.base, q.theirs, q.mine) for q in answer.context["three_way"]["merged"].questions]


class TestFields:
    def test_what_only_they_changed_is_taken_and_saved_with_mine(self) -> None:
        topic = make.topic(name="Oil")
        two = Two(make.claim_in_review(statement="Base."))
        theirs = {"verdict-0-summary": "Theirs.", "figure_value": "30", "kind": "opinion"}
        two.quick_saves(topics=[str(topic.pk)], **theirs)

        refused = two.slow_saves(statement="Mine.")
        saved = two.slow_saves(fields_of(refused))

        assert (refused.status_code, questions(refused), saved.status_code) == (200, [], 302)
        assert set(refused.context["three_way"]["merged"].taken) == {"Kind", "Topics", "Number", "Verdict: Summary"}
        now = two.now
        assert (now.statement, now.verdict.summary, now.kind, now.figure_value) == ("Mine.", "Theirs.", "opinion", 30)
        assert list(now.topics.all()) == [topic]

    def test_what_both_changed_is_asked_and_waits_for_the_answer(self) -> None:
        two = Two(make.claim(statement="Base."))
        two.quick_saves(statement="Theirs.")

        refused = two.slow_saves(statement="Mine.")
        again = two.slow_saves(fields_of(refused))

        asked = [("field:statement", "Base.", "Theirs.", "Mine.")]
        assert questions(refused) == questions(again) == asked
        assert fields_of(again)["statement"] == "Mine."
        assert two.now.statement == "Theirs."

    @pytest.mark.parametrize(("answer", "stands"), [("mine", "Mine, edited."), ("theirs", "Theirs.")])
    def test_the_answer_says_whose_stands(self, answer: str, stands: str) -> None:
        two = Two(make.claim(statement="Base."))
        two.quick_saves(statement="Theirs.")
        refused = two.slow_saves(statement="Mine.")

        saved = two.slow_saves(fields_of(refused), statement="Mine, edited.", **{"pick:field:statement": answer})

        assert (saved.status_code, two.now.statement) == (302, stands)

    def test_the_same_change_by_both_is_no_question(self) -> None:
        two = Two(make.claim(statement="Base."))
        two.quick_saves(statement="Same.")

        assert questions(two.slow_saves(statement="Same.")) == []

    def test_a_third_save_in_between_is_brought_together_too(self) -> None:
        two = Two(make.claim(statement="Base."))
        two.quick_saves(statement="Theirs.")
        refused = two.slow_saves(statement="Mine.")
        two.quick_saves(statement="Theirs again.", kind="opinion")

        again = two.slow_saves(fields_of(refused), **{"pick:field:statement": "mine"})
        saved = two.slow_saves(fields_of(again), **{"pick:field:statement": "mine"})

        assert questions(again) == [("field:statement", "Theirs.", "Theirs again.", "Mine.")]
        assert (saved.status_code, two.now.statement, two.now.kind) == (302, "Mine.", "opinion")

    def test_two_first_verdicts_are_asked_field_by_field(self) -> None:
        claim = make.claim()
        make.rating()
        two = Two(desk.take_up(claim, by=make.writer()))
        rating = {"verdict-0-rating": str(make.rating("false").pk), "verdict-0-rationale": "Because."}
        two.quick_saves(**rating, **{"verdict-0-summary": "Theirs."})

        refused = two.slow_saves(**rating, **{"verdict-0-summary": "Mine."})
        saved = two.slow_saves(fields_of(refused), **{"pick:field:verdict-0-summary": "mine"})

        assert questions(refused) == [("field:verdict-0-summary", "", "Theirs.", "Mine.")]
        assert (saved.status_code, two.now.verdict.summary) == (302, "Mine.")


class TestRows:
    def claim(self) -> Claim:
        claim = make.claim()
        for finding in ("One.", "Two.", "Three."):
            make.evidence(claim, finding=finding, position=len(finding))
        return claim

    def findings(self, claim: Claim) -> list[tuple[int, str]]:
        return list(claim.evidence.order_by("number").values_list("number", "finding"))

    def test_rows_of_both_are_kept(self) -> None:
        two = Two(self.claim())
        source = str(make.source().pk)
        new = {"evidence-TOTAL_FORMS": "4", "evidence-3-source": source, "evidence-3-figure_comparator": "="}
        new |= {"evidence-3-stance": "refutes"}
        two.quick_saves(**new, **{"evidence-3-finding": "Theirs, new."})

        refused = two.slow_saves(**new, **{"evidence-3-finding": "Mine, new.", "evidence-0-finding": "Mine, One."})
        two.slow_saves(fields_of(refused))

        assert questions(refused) == []
        assert self.findings(two.claim) == [
            (1, "Mine, One."), (2, "Two."), (3, "Three."), (4, "Theirs, new."), (5, "Mine, new."),
        ]  # fmt: skip

    def test_both_in_one_row_are_brought_together(self) -> None:
        two = Two(self.claim())
        two.quick_saves(**{"evidence-1-finding": "Theirs.", "evidence-1-primary": "on"})

        refused = two.slow_saves(**{"evidence-1-finding": "Mine.", "evidence-1-locator": "p. 4"})
        two.slow_saves(fields_of(refused), **{"pick:field:evidence-1-finding": "theirs"})

        piece = two.claim.evidence.get(number=2)
        assert questions(refused) == [("field:evidence-1-finding", "Two.", "Theirs.", "Mine.")]
        assert (piece.finding, piece.locator, piece.primary) == ("Theirs.", "p. 4", True)

    def test_a_row_that_they_removed_and_i_left_alone_stays_removed(self) -> None:
        two = Two(self.claim())
        two.quick_saves(**{"evidence-0-DELETE": "on"})

        refused = two.slow_saves(**{"evidence-2-finding": "Mine."})
        two.slow_saves(fields_of(refused))

        assert self.findings(two.claim) == [(2, "Two."), (3, "Mine.")]

    @pytest.mark.parametrize(("answer", "left"), [("theirs", 2), ("mine", 3)])
    def test_a_row_that_they_removed_and_i_changed_is_asked(self, answer: str, left: int) -> None:
        two = Two(self.claim())
        two.quick_saves(**{"evidence-0-DELETE": "on"})

        refused = two.slow_saves(**{"evidence-0-finding": "Mine, One."})
        unanswered = two.slow_saves(fields_of(refused))
        two.slow_saves(fields_of(unanswered), **{"pick:removed:evidence-2": answer})

        assert [key for key, *_rest in questions(unanswered)] == ["removed:evidence-2"]
        assert len(self.findings(two.claim)) == left
        assert ((4, "Mine, One.") in self.findings(two.claim)) == (answer == "mine")

    def test_it_is_asked_again_when_they_saved_once_more(self) -> None:
        two = Two(self.claim())
        two.quick_saves(**{"evidence-0-DELETE": "on"})
        refused = two.slow_saves(**{"evidence-0-finding": "Mine, One."})
        two.quick_saves(statement="Theirs.")

        again = two.slow_saves(fields_of(refused))
        two.slow_saves(fields_of(again), **{"pick:removed:evidence-2": "theirs"})

        assert [key for key, *_rest in questions(again)] == ["removed:evidence-2"]
        assert self.findings(two.claim) == [(2, "Two."), (3, "Three.")]

    @pytest.mark.parametrize(("answer", "left"), [("theirs", [(1, "Theirs, One.")]), ("mine", [])])
    def test_a_row_that_i_remove_and_they_changed_is_asked(self, answer: str, left: list[Any]) -> None:
        two = Two(self.claim())
        two.quick_saves(**{"evidence-0-finding": "Theirs, One."})

        refused = two.slow_saves(**{"evidence-0-DELETE": "on"})
        two.slow_saves(fields_of(refused), **{"pick:deleted:evidence-0": answer})

        assert questions(refused) == [("deleted:evidence-0", "One.", "Theirs, One.", "removed")]
        assert self.findings(two.claim) == [*left, (2, "Two."), (3, "Three.")]

    def test_appearances_are_rows_too(self) -> None:
        claim = make.claim()
        make.appearance(claim)
        two = Two(claim)
        two.quick_saves(**{"appearances-0-hedge": "reportedly"})

        refused = two.slow_saves(statement="Mine.")
        saved = two.slow_saves(fields_of(refused))

        assert (saved.status_code, claim.appearances.get().hedge) == (302, "reportedly")


class TestOtherNouns:
    def test_a_source_is_brought_together_with_its_captures(self) -> None:
        source = make.source(title="Base")
        source.captures.create(url="https://a.example", captured_at="2026-01-01T10:00Z")
        path = address("source", "change", source.pk)
        slow, quick = at_desk(make.writer()), at_desk(make.writer())
        opened = open_form(slow, path)
        quick.post(path, open_form(quick, path) | {"title": "Theirs", "captures-0-url": "https://b.example"})

        refused = slow.post(path, opened | {"title": "Mine", "publisher": "Mine"})
        saved = slow.post(path, fields_of(refused) | {"pick:field:title": "theirs"})

        now = Source.objects.get()
        assert (saved.status_code, now.title, now.publisher) == (302, "Theirs", "Mine")
        assert now.captures.get().url == "https://b.example"

    @pytest.mark.parametrize(
        "evil",
        [
            {"asked": ["field:nothing", "removed:evidence-99", "x", "field:evidence-9-finding"]},
            {"asked": "field:statement", "base": "99999999999999"},
            {"version": "99"},
            {"evidence-TOTAL_FORMS": "x"},
            {"evidence-0-id": "999"},
        ],
    )
    def test_a_form_that_nobody_was_given_is_no_error_of_ours(self, evil: dict[str, Any]) -> None:
        claim = make.claim()
        make.evidence(claim)
        two = Two(claim)
        two.quick_saves(statement="Theirs.")

        assert two.slow_saves(two.opened | {"statement": "Mine."} | evil).status_code == 200
        assert Evidence.objects.count() == 1


def test_what_they_saved_is_shown_beside_what_i_typed(client: Client) -> None:
    two = Two(make.claim(statement="Base."))
    two.quick_saves(statement="Theirs.")

    words = text_of(two.slow_saves(statement="Mine."))

    assert "When you opened it Base. Theirs now Theirs. Yours Mine." in words
    assert "Quick Quinn changed statement from “Base.” to “Theirs.”" in words
