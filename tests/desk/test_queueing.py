"""Jobs are queued in the transaction that needs them."""

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import TaskNotFound

from claims.desk.queueing import later
from claims.jobs import JOBS
from claims.models import Topic
from tests import make

CLAIMS = Path(__file__).parents[2] / "claims"
NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)


def waiting() -> list[tuple[str, datetime | None]]:
    return list(ProcrastinateJob.objects.order_by("id").values_list("task_name", "scheduled_at"))


@pytest.mark.django_db
class TestLater:
    def test_an_act_that_is_rolled_back_leaves_no_job(self) -> None:
        with transaction.atomic():
            later("tidy_sessions")
            transaction.set_rollback(True)

        assert not waiting()

    def test_it_waits_for_its_moment(self) -> None:
        later("tidy_sessions", at=NOON)

        assert waiting() == [("tidy_sessions", NOON)]

    def test_the_same_key_waits_once_and_the_transaction_goes_on(self) -> None:
        with transaction.atomic():
            for _time in range(2):
                later("tidy_sessions", key="all")
            make.topic()

        assert len(waiting()) == 1
        assert Topic.objects.exists()

    def test_another_moment_waits_beside_it(self) -> None:
        for moment in (NOON, NOON.replace(hour=13), NOON):
            later("tidy_sessions", key="all", at=moment)

        assert [at for _name, at in waiting()] == [NOON, NOON.replace(hour=13)]

    def test_a_job_that_is_being_done_does_not_count_as_one_that_waits(self) -> None:
        later("tidy_sessions", key="all")
        ProcrastinateJob.objects.filter(task_name="tidy_sessions").update(status="doing")

        later("tidy_sessions", key="all")

        assert len(waiting()) == 2

    def test_a_job_that_does_not_exist_stops_the_act(self) -> None:
        with pytest.raises(TaskNotFound):
            later("tidy_everything")

    def test_arguments_that_it_would_not_take_stop_the_act(self) -> None:
        with pytest.raises(TypeError, match="unexpected keyword argument 'whose'"):
            later("tidy_sessions", whose="mine")


def test_every_job_that_is_queued_by_name_is_registered() -> None:
    calls = [
        node
        for path in CLAIMS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and "later" in (getattr(node.func, "id", ""), getattr(node.func, "attr", ""))
    ]

    assert all(isinstance(call.args[0], ast.Constant) for call in calls), "the name is written out"
    assert {call.args[0].value for call in calls} <= set(JOBS)  # type: ignore[attr-defined]
