"""The claim's screen: what an editor saves in it, and what it refuses."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from claims import desk
from claims.models import Claim, Evidence
from claims.vocabulary import Status
from tests import make

from .browsing import address, at_desk, fields_of, open_claim, open_form, save_claim, text_of

pytestmark = pytest.mark.django_db


class TestSaving:
    def test_an_unchanged_form_changes_nothing_but_the_version(self) -> None:
        rationale = "Two lines.\n\nThe statistics say otherwise [1].\n"
        claim = make.claim_in_review(rationale=rationale)
        writer = claim.verdict.written_by
        client = at_desk(make.editor())

        answer = save_claim(client, claim, open_claim(client, claim))

        after = Claim.objects.get(pk=claim.pk)
        assert answer.status_code == 302
        assert after.version == claim.version + 1
        assert after.verdict.written_by == writer
        assert after.verdict.rationale == rationale
        assert list(after.appearances.values()) == list(claim.appearances.values())

    def test_it_gives_a_new_claim_an_address(self) -> None:
        client = at_desk(make.writer())
        fields = open_form(client, address("claim", "add"))

        answer = client.post(address("claim", "add"), fields | {"statement": "Wind farms kill whales."})

        claim = Claim.objects.get()
        assert answer.status_code == 302
        assert (claim.slug, claim.status) == ("wind-farms-kill-whales", Status.SPOTTED)

    def test_it_shows_no_field_for_a_public_address_and_takes_none(self) -> None:
        claim = make.published()
        client = at_desk(make.editor())
        fields = open_claim(client, claim)
        assert "slug" not in fields

        save_claim(client, claim, fields, slug="elsewhere")

        assert Claim.objects.get(pk=claim.pk).slug == claim.slug

    def test_a_number_that_readers_could_not_be_told_exactly_is_refused(self) -> None:
        claim = make.claim()
        client = at_desk(make.writer())

        answer = save_claim(
            client, claim, open_claim(client, claim), figure_value="123456789012345.123456", figure_unit="people"
        )

        assert "at most 15 digits" in text_of(answer)

    def test_the_31st_of_february_is_refused_where_it_stands(self) -> None:
        claim = make.claim()
        client = at_desk(make.writer())

        answer = save_claim(client, claim, open_claim(client, claim), figure_value="3", figure_as_of="2023-02-31")

        assert answer.status_code == 200
        assert "“2023-02-31” is not a date: that month has 28 days." in text_of(answer)

    @pytest.mark.parametrize("evil", ["a\x00b", "a\x07b", "a\x9fb"])
    def test_characters_that_no_text_has_are_refused(self, evil: str) -> None:
        claim = make.claim()
        client = at_desk(make.writer())

        answer = save_claim(client, claim, open_claim(client, claim), statement=evil)

        assert answer.status_code == 200
        assert Claim.objects.get(pk=claim.pk).statement == claim.statement

    def test_half_a_surrogate_pair_is_no_error_of_ours(self) -> None:
        claim = make.claim()
        client = at_desk(make.writer())
        body = "&".join(
            [f"{name}={value}" for name, value in open_claim(client, claim).items() if name != "statement"]
            + ["statement=a%ED%A0%80b"]
        )

        answer = client.post(
            address("claim", "change", claim.pk), body, content_type="application/x-www-form-urlencoded"
        )

        assert answer.status_code in (200, 302)


class TestTheVerdict:
    def test_whoever_changes_it_becomes_its_writer(self) -> None:
        claim = make.claim_in_review()
        somebody = make.writer()
        client = at_desk(somebody)

        save_claim(client, claim, open_claim(client, claim), **{"verdict-0-summary": "By no means."})

        after = Claim.objects.get(pk=claim.pk)
        assert (after.verdict.summary, after.verdict.written_by) == ("By no means.", somebody)
        assert after.version == claim.version + 2  # the save, and the act of proposing

    def test_it_cannot_be_written_before_the_claim_is_taken_up(self) -> None:
        claim = make.claim()
        client = at_desk(make.writer())

        page = client.get(address("claim", "change", claim.pk))

        assert "verdict-0-summary" not in fields_of(page)
        assert "Nobody has taken it up yet" in text_of(page)

    def test_its_lists_are_written_one_on_each_line(self) -> None:
        writer = make.writer()
        claim = desk.take_up(make.claim(), by=writer)
        make.rating()
        client = at_desk(writer)
        verdict = {
            "verdict-0-rating": str(make.rating("false").pk),
            "verdict-0-summary": "No.",
            "verdict-0-rationale": "Because [1].",
            "verdict-0-conflicts": "One office says this.\r\n\r\nAnother says that.",
        }

        save_claim(client, claim, open_claim(client, claim), **verdict)

        assert Claim.objects.get(pk=claim.pk).verdict.conflicts == ["One office says this.", "Another says that."]

    def test_what_is_missing_is_said_beside_its_field(self) -> None:
        writer = make.writer()
        claim = desk.take_up(make.claim(), by=writer)
        make.rating()
        client = at_desk(writer)

        answer = save_claim(client, claim, open_claim(client, claim), **{"verdict-0-summary": "No."})

        assert answer.status_code == 200
        assert "This field is required." in text_of(answer)
        assert not hasattr(Claim.objects.get(pk=claim.pk), "verdict")


class TestEvidence:
    def test_a_new_piece_is_numbered_after_all_that_ever_were(self) -> None:
        claim = make.claim()
        make.evidence(claim)
        make.evidence(claim).delete()
        client = at_desk(make.writer())
        new = {"source": str(make.source().pk), "stance": "refutes", "finding": "It fell.", "figure_comparator": "="}
        fields = open_claim(client, claim) | row("evidence", 1, new)

        save_claim(client, claim, fields)

        assert sorted(claim.evidence.values_list("number", flat=True)) == [1, 3]

    def test_one_without_a_place_comes_last(self) -> None:
        claim = make.claim()
        make.evidence(claim, position=7)
        client = at_desk(make.writer())
        new = {"source": str(make.source().pk), "stance": "refutes", "finding": "It fell.", "figure_comparator": "="}

        save_claim(client, claim, open_claim(client, claim) | row("evidence", 1, new))

        assert [piece.number for piece in claim.evidence.all()] == [1, 2]

    def test_its_order_changes_and_its_numbers_stay(self) -> None:
        claim = make.claim()
        for position in (1, 2):
            make.evidence(claim, position=position)
        client = at_desk(make.writer())

        save_claim(client, claim, open_claim(client, claim), **{"evidence-0-position": "2", "evidence-1-position": "1"})

        assert [piece.number for piece in claim.evidence.all()] == [2, 1]

    def test_one_that_was_removed_meanwhile_comes_back_with_what_was_typed(self) -> None:
        claim = make.claim()
        first, second = make.evidence(claim), make.evidence(claim)
        client = at_desk(make.writer())
        fields = open_claim(client, claim)
        first.delete()

        answer = save_claim(client, claim, fields, **{"evidence-0-finding": "I was still typing this."})

        assert answer.status_code == 302
        assert [(p.number, p.finding) for p in claim.evidence.order_by("number")] == [
            (second.number, second.finding),
            (3, "I was still typing this."),
        ]


class TestAppearances:
    def test_the_desk_finds_the_place_of_a_quote(self) -> None:
        claim = make.claim()
        version = make.article(text="She said: “Crime has\ntripled.” Nobody believed it.")
        client = at_desk(make.writer())
        new = {"version": str(version.pk), "exact": '"Crime has tripled."'}

        save_claim(client, claim, open_claim(client, claim) | row("appearances", 0, new))

        found = claim.appearances.get()
        assert version.text[found.start : found.end] == found.exact == "“Crime has\ntripled.”"

    def test_a_quote_that_is_not_in_its_article_is_refused(self) -> None:
        claim = make.claim()
        client = at_desk(make.writer())
        new = {"version": str(make.article().pk), "exact": "Pigs fly"}

        answer = save_claim(client, claim, open_claim(client, claim) | row("appearances", 0, new))

        assert "The quote “Pigs fly” is not in the text." in text_of(answer)
        assert not claim.appearances.exists()

    def test_a_quote_that_stands_there_twice_needs_the_words_around_it(self) -> None:
        claim = make.claim()
        version = make.article(text="Taxes fell. Then again, taxes fell. Taxes fell, he said.")
        client = at_desk(make.writer())
        new = {"version": str(version.pk), "exact": "Taxes fell"}
        fields = open_claim(client, claim)

        refused = save_claim(client, claim, fields | row("appearances", 0, new))
        saved = save_claim(client, claim, fields | row("appearances", 0, new | {"suffix": ", he"}))

        assert "stands in the text more than once" in text_of(refused)
        assert saved.status_code == 302
        assert claim.appearances.get().start == 36

    def test_a_passage_listed_twice_is_refused_in_the_form(self) -> None:
        claim = make.claim()
        listed = make.appearance(claim)
        client = at_desk(make.writer())
        new = {"version": str(listed.version_id), "exact": listed.exact}

        answer = save_claim(client, claim, open_claim(client, claim) | row("appearances", 1, new))

        assert answer.status_code == 200
        assert "This passage is already listed for the claim." in text_of(answer)
        assert claim.appearances.count() == 1


class TestTheScreen:
    def test_it_costs_as_much_for_ten_pieces_of_evidence_as_for_one(self) -> None:
        claim, client = make.claim_in_review(), at_desk(make.editor())
        costs = []

        for more in (0, 9):
            for _number in range(more):
                make.evidence(claim)
                make.appearance(claim)
            client.get(address("claim", "change", claim.pk))
            with CaptureQueriesContext(connection) as queries:
                client.get(address("claim", "change", claim.pk))
            costs.append(len(queries))

        assert costs[0] == costs[1] <= 44


class TestStaleSaves:
    def test_it_says_who_changed_what_and_keeps_what_was_typed(self) -> None:
        claim = make.claim_in_review()
        slow, quick = make.writer(), make.writer(public_name="Quick Quinn")
        slow_client, quick_client = at_desk(slow), at_desk(quick)
        fields = open_claim(slow_client, claim)
        save_claim(quick_client, claim, open_claim(quick_client, claim), **{"verdict-0-summary": "Never."})

        answer = save_claim(slow_client, claim, fields, statement="What I typed.")

        assert "Quick Quinn changed summary from “It has not.” to “Never.”" in text_of(answer)
        assert fields_of(answer)["statement"] == "What I typed."
        assert Claim.objects.get(pk=claim.pk).statement == claim.statement

    def test_a_form_without_a_version_is_refused(self) -> None:
        claim = make.claim()
        client = at_desk(make.writer())
        fields = open_claim(client, claim)
        del fields["version"]

        answer = save_claim(client, claim, fields, statement="Mine.")

        assert "did not say which version" in text_of(answer)
        assert Claim.objects.get(pk=claim.pk).statement == claim.statement

    def test_the_text_of_a_new_piece_of_evidence_survives_too(self) -> None:
        claim = make.claim()
        slow, quick = at_desk(make.writer()), at_desk(make.writer())
        fields = open_claim(slow, claim)
        save_claim(quick, claim, open_claim(quick, claim), statement="Theirs.")
        new = {"source": str(make.source().pk), "finding": "Hours of work."}

        answer = save_claim(slow, claim, fields | row("evidence", 0, new))

        assert fields_of(answer)["evidence-0-finding"] == "Hours of work."
        assert not Evidence.objects.exists()


class TestWhatDiffers:
    def test_it_names_the_places_in_the_words_of_the_newsroom(self) -> None:
        claim = make.published(statement="Crime has tripled.")
        client = at_desk(make.editor())
        fields = open_claim(client, claim)

        save_claim(client, claim, fields, **{"verdict-0-summary": "Never.", "evidence-0-finding": "It fell by half."})

        page = client.get(address("claim", "change", claim.pk))
        assert "Readers are told something else" in text_of(page)
        told = {row.where: [piece.text for piece in row.pieces] for row in page.context["differences"]}
        assert told["Verdict: summary"] == ["It has not", "Never", "."]
        assert told["Evidence [1]: finding"] == ["It fell by ", "a tenth", "half", "."]

    def test_another_rating_is_one_line(self) -> None:
        claim = make.published()
        client = at_desk(make.editor())

        save_claim(client, claim, open_claim(client, claim), **{"verdict-0-rating": str(make.rating("half-true").pk)})

        differences = client.get(address("claim", "change", claim.pk)).context["differences"]
        assert [(row.where, *(piece.text for piece in row.pieces)) for row in differences] == [
            ("Verdict: rating", "False", "Half true")
        ]


class TestTheHistory:
    def test_it_says_who_changed_what(self) -> None:
        claim = make.claim(statement="Crime has tripled.")
        client = at_desk(make.writer(public_name="Wanda"))
        save_claim(client, claim, open_claim(client, claim), statement="Crime has doubled.")

        words = text_of(client.get(address("claim", "history", claim.pk)))

        assert "Wanda Statement Crime has was: “ tripled ” now: “ doubled ” ." in words


class TestTheList:
    def test_it_costs_as_much_for_ten_claims_as_for_one(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        client = at_desk(make.editor())
        make.published()
        client.get(address("claim", "changelist"))

        for _again in range(2):
            with django_assert_num_queries(14):
                page = client.get(address("claim", "changelist"))
            for _number in range(9):
                make.claim_in_review()

        assert page.context["cl"].result_count == 10

    def test_it_finds_a_claim_by_a_word_of_its_summary(self) -> None:
        make.claim_in_review(summary="Whales are safe.")
        make.claim_in_review()

        page = at_desk(make.writer()).get(address("claim", "changelist"), {"q": "whales"})

        assert page.context["cl"].result_count == 1

    def test_it_shows_what_waits_for_me(self) -> None:
        mine = make.writer()
        claim = desk.take_up(make.claim(), by=mine)
        desk.take_up(make.claim(), by=make.writer())

        page = at_desk(mine).get(address("claim", "changelist"), {"whose": "waiting"})

        assert [row.pk for row in page.context["cl"].result_list] == [claim.pk]

    def test_it_says_which_were_edited_since_readers_saw_them(self) -> None:
        edited, _same = make.published(), make.published()
        Claim.objects.filter(pk=edited.pk).update(
            changed_at=edited.review.changed_at + timedelta(seconds=5), version=edited.version + 1
        )

        page = at_desk(make.editor()).get(address("claim", "changelist"), {"edited": "yes"})

        assert [row.pk for row in page.context["cl"].result_list] == [edited.pk]


def row(rows: str, index: int, fields: dict[str, str]) -> dict[str, str]:
    """One more row of an inline form, and the count that goes with it."""
    return {f"{rows}-TOTAL_FORMS": str(index + 1)} | {f"{rows}-{index}-{name}": value for name, value in fields.items()}
