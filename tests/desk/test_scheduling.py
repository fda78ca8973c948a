"""Publishing at a set time: nothing is known before, everything after, and no job has to run."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import desk
from claims.errors import Invalid, NotReady, Stale, WrongMove
from claims.models import Claim, Embargo, Publication, Review, Subject
from claims.vocabulary import Status
from tests import make

pytestmark = pytest.mark.django_db


def soon(**ahead: float) -> datetime:
    """A moment from now on, to the millisecond, as documents write it."""
    moment = timezone.now() + timedelta(**ahead)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def wait_for(moment: datetime) -> None:
    """Return when the database's clock has passed a moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(extract(epoch FROM %s - clock_timestamp()))", [moment])


class TestAnEmbargo:
    def test_it_ends_by_itself_with_everything_that_belongs_to_the_claim(self) -> None:
        topic, speaker = make.topic(), make.speaker()
        other = make.published(topics=[topic])
        claim = make.claim_in_review(topics=[topic], speaker=speaker, summary="Never before.")
        moment = soon(seconds=2)
        desk.schedule(claim, by=make.editor(), publish_at=moment)
        pages = [f"/claims/{claim.slug}/", f"/speakers/{speaker.slug}/", f"/api/v1/claims/{claim.public_id}/"]
        client = Client()

        before = [client.get(page).status_code for page in pages]
        counted = Subject.objects.public().get(slug=topic.slug).reviews
        wait_for(moment)
        after = [client.get(page) for page in pages]

        assert (before, counted) == ([404, 404, 404], 1)
        assert [page.status_code for page in after] == [200, 200, 200]
        assert "Never before." in after[0].content.decode()
        assert Subject.objects.public().get(slug=topic.slug).reviews == 2
        assert [row["id"] for row in client.get("/api/v1/claims/").json()["results"]] == [
            claim.public_id,
            other.public_id,
        ]
        assert not Publication.objects.filter(claim=claim).exists()

    def test_what_readers_saw_is_entered_to_the_letter_and_only_once(self) -> None:
        claim = make.claim_in_review()
        moment = soon(seconds=1)
        embargo = desk.schedule(claim, by=make.editor(), publish_at=moment)
        later = make.publication()  # the record goes on meanwhile
        wait_for(moment)
        seen = Client().get(f"/api/v1/claims/{claim.public_id}/").content

        entered, again = desk.enter_what_is_due(), desk.enter_what_is_due()

        assert [(entry.claim, entry.number, entry.published_at) for entry in entered] == [
            (claim, later.number + 1, embargo.publish_at)
        ]
        assert again == []
        assert (entered[0].text, entered[0].commitment) == (embargo.text, embargo.commitment)
        assert Client().get(f"/api/v1/claims/{claim.public_id}/").content == seen
        assert Claim.objects.get(pk=claim.pk).status == Status.PUBLISHED
        call_command("verify_record")

    def test_an_act_after_the_moment_finds_a_published_claim(self) -> None:
        claim = make.claim_in_review()
        moment = soon(seconds=1)
        desk.schedule(claim, by=make.editor(), publish_at=moment)
        wait_for(moment)

        desk.withdraw(claim, by=make.editor(), note="Wrong person.")

        assert [entry.act for entry in Publication.objects.filter(claim=claim).order_by("number")] == [
            "publish",
            "withdraw",
        ]

    def test_the_projections_made_anew_are_the_same(self) -> None:
        make.published(topics=[make.topic(slug="oil")])
        make.scheduled(topics=[make.topic(slug="gas")])
        before = [list(noun.objects.order_by("pk").values()) for noun in (Review, Subject)]

        call_command("rebuild_reviews")

        assert [list(noun.objects.order_by("pk").values()) for noun in (Review, Subject)] == before


class TestSchedule:
    def test_it_queues_what_must_follow_for_that_very_moment(self) -> None:
        moment = soon(hours=5)

        desk.schedule(make.claim_in_review(), by=make.editor(), publish_at=moment)

        job = ProcrastinateJob.objects.get(task_name="enter_what_is_due")
        assert job.scheduled_at == moment

    def test_the_writer_of_the_verdict_cannot_approve_it_for_later_either(self) -> None:
        editor = make.editor()

        with pytest.raises(NotReady, match="the writer of its verdict"):
            desk.schedule(make.claim_in_review(by=editor), by=editor, publish_at=soon(hours=1))

    @pytest.mark.parametrize(
        ("moment", "why"),
        [
            (datetime(2020, 1, 1, tzinfo=UTC), "that moment has passed"),
            (datetime(2020, 1, 1), "in which time zone"),  # noqa: DTZ001
            (datetime(2999, 1, 1, tzinfo=UTC), "more than a year away"),
        ],
    )
    def test_it_refuses_a_moment_that_cannot_be_meant(self, moment: datetime, why: str) -> None:
        claim = make.claim_in_review()

        with pytest.raises(Invalid, match=why):
            desk.schedule(claim, by=make.editor(), publish_at=moment)

        assert Claim.objects.get(pk=claim.pk).status == Status.REVIEW

    def test_a_second_time_changes_the_moment_and_shows_what_the_desk_holds_then(self) -> None:
        claim = make.scheduled(hours=1, summary="It has not.")
        make.propose(claim, by=make.writer(), summary="It fell.")

        embargo = desk.schedule(claim, by=make.editor(), publish_at=soon(hours=9))

        assert Embargo.objects.get() == embargo
        assert embargo.document["verdict"]["summary"] == "It fell."
        assert Review.objects.get().published_at == embargo.publish_at

    def test_what_is_written_meanwhile_is_not_published_with_it(self) -> None:
        claim = make.scheduled(summary="It has not.")

        make.propose(claim, by=make.writer(), summary="It fell.")

        assert Review.objects.get(claim=claim).face["verdict"]["summary"] == "It has not."
        assert [difference.path for difference in desk.differences(claim)] == ["verdict.summary"]


class TestCallOff:
    def test_it_leaves_no_trace_outside_the_desk(self) -> None:
        claim = make.scheduled(topics=[make.topic()])

        desk.call_off(claim, by=make.editor())

        assert (Review.objects.count(), Subject.objects.count(), Embargo.objects.count()) == (0, 0, 0)
        assert Claim.objects.get(pk=claim.pk).status == Status.REVIEW

    def test_after_the_moment_it_is_too_late(self) -> None:
        claim = make.claim_in_review()
        moment = soon(seconds=1)
        desk.schedule(claim, by=make.editor(), publish_at=moment)
        wait_for(moment)

        with pytest.raises(WrongMove, match="it is “Published”"):
            desk.call_off(claim, by=make.editor())

    def test_a_claim_that_was_changed_since_it_was_looked_at_is_not_called_off(self) -> None:
        claim = make.scheduled()
        make.propose(claim, by=make.writer(), summary="It fell.")

        with pytest.raises(Stale):
            desk.call_off(claim, by=make.editor(), version=claim.version)


class TestTheAddress:
    def test_it_is_promised_to_readers_and_stays(self) -> None:
        claim = make.scheduled()

        with pytest.raises(IntegrityError, match="has been published and stays"), transaction.atomic():
            Claim.objects.filter(pk=claim.pk).update(slug="another", version=claim.version + 1)
