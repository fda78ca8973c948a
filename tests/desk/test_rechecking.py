"""Looking at a published claim again."""

import datetime
import json

import pytest
from django.db import connection
from django.utils import timezone

from claims import desk
from claims.errors import Invalid, NotReady
from claims.formats.canonical import canonical
from claims.models import Claim, PublicationBody, Review, Verdict
from claims.vocabulary import Act
from tests import make

pytestmark = pytest.mark.django_db

MARCH = datetime.date(2026, 3, 30)


def in_days(number: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=number)


def published(**verdict: datetime.date) -> Claim:
    """A published claim whose verdict held on 30 March, unless told otherwise."""
    return make.published(verdict={"as_of": MARCH} | verdict)


def due() -> list[Claim]:
    return list(Claim.objects.due_for_recheck(timezone.localdate()))


def fresh(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


class TestAskRecheck:
    def test_it_puts_the_claim_on_the_list_with_every_reason(self) -> None:
        claim, writer = published(), make.writer()

        for because in ("A source is gone.", "New figures\ncame out.", "A source is gone."):
            desk.ask_recheck(claim, by=writer, because=because)

        assert fresh(claim).recheck_because == "A source is gone.\nNew figures came out."
        assert due() == [claim]

    def test_reasons_without_end_are_refused(self) -> None:
        claim = published()

        with pytest.raises(Invalid) as refusal:
            desk.ask_recheck(claim, by=make.writer(), because="x" * 2001)

        assert list(refusal.value.fields) == ["because"]

    def test_it_can_be_taken_off_again(self) -> None:
        claim, writer = published(), make.writer()
        desk.ask_recheck(claim, by=writer, because="A source is gone.")

        desk.drop_recheck(claim, by=writer)

        assert not due()


class TestTheList:
    def test_the_oldest_finding_comes_first_and_each_says_what_was_promised(self) -> None:
        asked = published(as_of=datetime.date(2026, 2, 1))
        desk.ask_recheck(asked, by=make.writer(), because="A source is gone.")
        promised = published(as_of=datetime.date(2025, 1, 1), review_by=datetime.date(2025, 6, 1))
        published(review_by=in_days(1))
        published()

        assert due() == [promised, asked]
        assert [claim.promised_by for claim in due()] == [datetime.date(2025, 6, 1), None]  # type: ignore[attr-defined]

    def test_what_readers_were_promised_counts_and_not_what_the_desk_says_since(self) -> None:
        claim = published(review_by=in_days(0))

        make.propose(claim, by=make.writer(), review_by=in_days(90))

        assert due() == [claim]

    def test_a_withdrawn_claim_is_not_on_it(self) -> None:
        claim = published(review_by=in_days(-1))
        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        assert not due()

    def test_the_promise_is_made_again_from_the_record(self) -> None:
        claim = published(review_by=in_days(-1))
        Review.objects.update(review_by=None)

        desk.rebuild()

        assert due() == [claim]


class TestStillStands:
    def test_it_is_an_entry_of_the_record_with_a_note_and_new_dates(self) -> None:
        claim, editor = published(review_by=in_days(-1)), make.editor()
        desk.ask_recheck(claim, by=make.writer(), because="A source is gone.")

        entry = desk.still_stands(claim, by=editor, note=" The copy says the same. ", review_by=in_days(90))

        assert (entry.act, entry.note, entry.approved_by) == (Act.CONFIRM, "The copy says the same.", editor)
        assert entry.document["verdict"]["as_of"] == in_days(0).isoformat()
        assert entry.document["verdict"]["review_by"] == in_days(90).isoformat()
        assert not due()
        assert not desk.differences(claim)
        assert fresh(claim).recheck_because == ""
        assert desk.first_misfit() is None

    def test_the_writer_of_the_verdict_does_not_confirm_it(self) -> None:
        editor = make.editor()
        claim = make.published(by=editor, verdict={"as_of": MARCH})

        with pytest.raises(NotReady, match="the writer of its verdict cannot also approve it"):
            desk.still_stands(claim, by=editor, note="I looked.")

        assert Verdict.objects.get(claim=claim).as_of == MARCH

    def test_with_a_reason_an_administrator_may(self) -> None:
        administrator = make.administrator()
        claim = make.published(by=administrator, verdict={"as_of": MARCH})

        entry = desk.still_stands(claim, by=administrator, note="I looked.", override="Nobody else is on duty.")

        assert entry.override_reason == "Nobody else is on duty."

    def test_a_desk_that_says_something_else_is_an_update_and_not_a_confirmation(self) -> None:
        claim = published()
        make.propose(claim, by=make.writer(), summary="It fell.", as_of=MARCH)

        with pytest.raises(NotReady, match=r"\(verdict.summary\): publish that as an update or a correction"):
            desk.still_stands(claim, by=make.editor(), note="We looked.")

    def test_dates_that_the_writer_renewed_already_are_no_hindrance(self) -> None:
        claim = published()
        make.propose(claim, by=make.writer(), as_of=in_days(-1), review_by=in_days(30))

        entry = desk.still_stands(claim, by=make.editor(), note="We looked.", review_by=in_days(30))

        assert entry.document["verdict"]["as_of"] == in_days(0).isoformat()

    def test_it_names_every_faulty_word_at_once(self) -> None:
        claim = published()

        with pytest.raises(Invalid) as refusal:
            desk.still_stands(claim, by=make.editor(), note=" ", as_of=in_days(1), review_by=in_days(0))

        assert set(refusal.value.fields) == {"note", "as_of", "review_by"}

    def test_it_does_not_go_back_in_time(self) -> None:
        claim = published()

        with pytest.raises(Invalid) as refusal:
            desk.still_stands(claim, by=make.editor(), note="We looked.", as_of=datetime.date(2026, 3, 29))

        assert list(refusal.value.fields) == ["as_of"]


class TestOtherEntries:
    def test_an_update_and_a_correction_take_it_off_the_list_and_a_typo_does_not(self) -> None:
        still_on_it = []
        for number, publish in enumerate((
            lambda claim: desk.update(claim, by=make.editor(), note="New figures."),
            lambda claim: desk.correct(claim, by=make.editor(), note="Old figure."),
            lambda claim: desk.correct(claim, by=make.editor(), note="A letter.", kind="typo"),
        )):  # fmt: skip
            claim = published()
            desk.ask_recheck(claim, by=make.writer(), because="A source is gone.")
            make.propose(claim, by=make.writer(), summary=f"It has not{'!' * number}", as_of=MARCH)
            publish(claim)
            still_on_it.append(bool(fresh(claim).recheck_because))

        assert still_on_it == [False, False, True]

    def test_a_day_to_look_again_has_to_come_after_the_day_it_holds_for(self) -> None:
        claim = make.claim_in_review()

        with pytest.raises(Invalid) as refusal:
            make.propose(claim, by=make.writer(), as_of=MARCH, review_by=MARCH)

        assert list(refusal.value.fields) == ["review_by"]

    def test_an_entry_from_before_such_days_were_kept_does_not_differ(self) -> None:
        claim = make.published()
        body = PublicationBody.objects.get()
        document = json.loads(body.text)
        del document["replies"], document["impact"], document["verdict"]["review_by"]
        with connection.cursor() as cursor:  # as no such document can be published today
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET session_replication_role = replica")
            PublicationBody.objects.update(text=canonical(document))
            cursor.execute("SET session_replication_role = DEFAULT")

        assert not desk.differences(claim)
        assert desk.rebuild() == 1
