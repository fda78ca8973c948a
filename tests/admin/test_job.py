"""The page of background jobs: what failed comes first, with a button to try again."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from claims.models import Job, Worker
from tests import make

from .browsing import address, at_desk, text_of

pytestmark = pytest.mark.django_db

HOME = "/admin/"
LIST = "/admin/claims/job/"


def deed(job: Job, name: str) -> str:
    return address("job", "deed", job.pk, name)


class TestTheList:
    def test_what_failed_comes_first_with_what_it_said(self) -> None:
        make.job("verify_the_record", status="failed", said="Entry 7 does not fit.")
        make.job("tidy_sessions")

        page = text_of(at_desk(make.administrator()).get(LIST))

        assert page.index("Entry 7 does not fit.") < page.index("Forget sessions that have run out")

    def test_it_counts_where_jobs_stand(self) -> None:
        for status in ("failed", "todo", "todo", "doing", "succeeded"):
            make.job(status=status)
        Job.objects.filter(pk=make.job().pk).update(scheduled_at=Now() + timedelta(hours=1))

        page = text_of(at_desk(make.administrator()).get(LIST))

        assert "1 Failed 1 Being done 2 Waiting 1 For later 1 Done" in page

    def test_it_shows_what_a_job_was_given(self) -> None:
        make.job("tidy_sessions", claim=5, timestamp=1)

        assert "claim: 5" in text_of(at_desk(make.administrator()).get(LIST))

    def test_a_job_that_this_version_does_not_know_is_shown_by_its_name(self) -> None:
        make.job("send_by_pigeon", status="failed")

        page = text_of(at_desk(make.administrator()).get(LIST))

        assert "send_by_pigeon" in page
        assert "This version of the desk does not know this job." in page

    @pytest.mark.parametrize(("state", "shown"), [("failed", True), ("done", False), ("nonsense", True)])
    def test_it_is_narrowed_by_where_they_stand(self, state: str, shown: bool) -> None:
        make.job("send_by_pigeon", status="failed")

        assert ("send_by_pigeon" in text_of(at_desk(make.administrator()).get(LIST, {"state": state}))) is shown

    def test_it_costs_as_much_for_ten_as_for_one(self) -> None:
        client, counts = at_desk(make.administrator()), []
        client.get(LIST)

        for number in (1, 9):
            for _number in range(number):
                make.job(status="failed", said="No.")
            with CaptureQueriesContext(connection) as queries:
                client.get(LIST)
            counts.append(len(queries))

        assert counts[0] == counts[1] <= 12

    def test_editors_do_not_see_it(self) -> None:
        assert at_desk(make.editor()).get(LIST).status_code == 403


class TestTheButtons:
    @pytest.mark.parametrize(("name", "status"), [("try_again", "todo"), ("let_go", "cancelled")])
    def test_a_job_that_failed_is_moved(self, name: str, status: str) -> None:
        job = make.job(status="failed")

        answer = at_desk(make.administrator()).post(deed(job, name), follow=True)

        assert Job.objects.get(pk=job.pk).status == status
        assert f"Forget sessions that have run out (job {job.pk}): it " in text_of(answer)
        assert LogEntry.objects.get().object_id == str(job.pk)

    def test_several_are_reported_one_by_one(self) -> None:
        failed, done = make.job(status="failed"), make.job(status="succeeded")

        answer = at_desk(make.administrator()).post(
            LIST, {"action": "try_again", "_selected_action": [failed.pk, done.pk]}, follow=True
        )

        assert f"(job {failed.pk}): it is in the queue again." in text_of(answer)
        assert f"in the job {done.pk}: it does not stand as failed any more." in text_of(answer)

    def test_looking_at_their_address_moves_nothing(self) -> None:
        job = make.job(status="failed")

        assert at_desk(make.administrator()).get(deed(job, "try_again")).status_code == 405

    def test_an_editor_who_sends_it_is_refused(self) -> None:
        job = make.job(status="failed")

        assert at_desk(make.editor()).post(deed(job, "try_again")).status_code == 403

        assert Job.objects.get(pk=job.pk).status == "failed"

    @pytest.mark.parametrize("name", ["burn", "try-again"])
    def test_no_other_deed_is_known(self, name: str) -> None:
        assert at_desk(make.administrator()).post(deed(make.job(), name)).status_code == 404


class TestItsPage:
    def test_it_tells_each_try(self) -> None:
        job = make.job("verify_the_record", status="failed", attempts=2, said="Entry 7 does not fit.")

        page = text_of(at_desk(make.administrator()).get(address("job", "change", job.pk)))

        assert "Prove that the record is as it was written (job" in page
        assert "Try 2" in page
        assert "Entry 7 does not fit." in page
        assert "Try again" in page

    def test_a_job_that_did_not_fail_has_no_buttons(self) -> None:
        page = text_of(at_desk(make.administrator()).get(address("job", "change", make.job().pk)))

        assert "It has not failed." in page
        assert "Try again" not in page


class TestTheHome:
    def test_an_administrator_is_told_of_what_failed(self) -> None:
        make.job(status="failed")

        assert "1 background job has failed." in text_of(at_desk(make.administrator()).get(HOME))
        assert "has failed" not in text_of(at_desk(make.editor()).get(HOME))

    @pytest.mark.parametrize(("minutes", "told"), [(4, False), (6, True)])
    def test_they_are_told_when_jobs_wait_and_no_worker_is_there(self, minutes: int, told: bool) -> None:
        make.job()
        with connection.cursor() as cursor:
            cursor.execute("SELECT procrastinate_register_worker_v1()")
        Worker.objects.update(last_heartbeat=Now() - timedelta(minutes=minutes))

        page = text_of(at_desk(make.administrator()).get(HOME))

        assert ("no worker has been seen for five minutes" in page) is told

    def test_no_worker_is_missed_while_nothing_waits(self) -> None:
        assert "no worker" not in text_of(at_desk(make.administrator()).get(HOME))
