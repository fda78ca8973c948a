"""Two people do two acts to one claim at the same moment, for 200 rounds: with real threads that really commit."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from claims import desk
from claims.errors import Refused, Stale
from claims.models import Claim, Embargo, Publication
from claims.vocabulary import Status
from tests import make
from tests.own_database import OwnDatabase

ROUNDS = 200
Do = Callable[[Claim], Any]


class Desk:
    """The people who race, each with a connection of their own."""

    def __init__(self) -> None:
        self.writer, self.editors = make.writer(), [make.editor(), make.editor()]
        self.start = Barrier(2)
        self.threads = ThreadPoolExecutor(2)

    def race(self, claim: Claim, *acts: Do) -> list[Any]:
        """What came of two acts that begin at the same moment: what they returned, or their refusal."""
        return list(self.threads.map(lambda do: self._run(do, claim), acts))

    def close(self) -> None:
        list(self.threads.map(lambda _thread: self._leave(), range(2)))
        self.threads.shutdown()

    def _run(self, do: Do, claim: Claim) -> Any:
        self.start.wait(timeout=20)
        try:
            return do(claim)
        except Refused as refusal:
            return refusal

    def _leave(self) -> None:
        self.start.wait(timeout=20)
        connection.close()


@pytest.fixture(scope="module")
def people(own_database: OwnDatabase) -> Iterator[Desk]:
    people = Desk()
    yield people
    people.close()


def done(came: list[Any]) -> list[Any]:
    return [result for result in came if not isinstance(result, Refused)]


class Life:
    """One claim through every race, round after round."""

    def __init__(self, people: Desk) -> None:
        self.people, (self.one, self.other) = people, people.editors
        self.claim = make.claim_in_review(by=people.writer)
        self.entries = 0
        self.rounds = 0

    def race(self, first: Do, second: Do) -> list[Any]:
        self.rounds += 1
        came = self.people.race(self.claim, first, second)
        succeeded = [result for result in came if isinstance(result, Publication)]
        self.entries += len(succeeded)
        self.claim.refresh_from_db()
        assert self.claim.publications.count() == self.entries
        return came

    def is_merged(self) -> None:
        """Two claims are merged into each other at once: one stays, with what both had."""
        desk.restore(self.claim, by=self.one, note="It was right.")
        self.entries += 1
        self.claim.refresh_from_db()
        twin, had = make.claim_in_review(by=self.people.writer), self.claim.appearances.count()
        came = self.race(
            lambda claim: desk.merge(twin, by=self.one, into=claim),
            lambda claim: desk.merge(claim, by=self.other, into=twin, note="They say the same."),
        )
        assert isinstance(came[1], Refused)  # readers know the claim, and never saw the twin
        (kept,) = done(came)
        assert kept.status == Status.MERGED
        assert self.claim.appearances.count() == had + 1

    def is_published_while_it_is_merged(self) -> None:
        twin = make.claim_in_review(by=self.people.writer)
        self.rounds += 1
        self.people.race(
            twin,
            lambda claim: desk.publish(claim, by=self.one),
            lambda claim: desk.merge(claim, by=self.other, into=self.claim, note="They say the same."),
        )
        twin.refresh_from_db()
        told = list(twin.publications.order_by("number").values_list("act", flat=True))
        assert (twin.status, told) in [
            (Status.MERGED, []),
            (Status.MERGED, ["publish", "merge"]),
            (Status.PUBLISHED, ["publish"]),
        ]

    def both(self, act: Callable[..., Any], **words: Any) -> list[Any]:
        """The same act by two editors."""
        return self.race(
            lambda claim: act(claim, by=self.one, **words),
            lambda claim: act(claim, by=self.other, **words),
        )

    def reword(self) -> None:
        make.propose(self.claim, by=self.people.writer, summary=f"Wording {self.rounds}.")
        self.claim.refresh_from_db()

    def is_scheduled_or_published(self) -> None:
        moment = timezone.now() + timedelta(hours=1)
        came = self.race(
            lambda claim: desk.schedule(claim, by=self.one, publish_at=moment),
            lambda claim: desk.publish(claim, by=self.other),
        )
        assert len(done(came)) == 1
        if self.claim.status == Status.PUBLISHED:
            assert not Embargo.objects.filter(claim=self.claim).exists()
            desk.withdraw(self.claim, by=self.one, note="To race again.")
            self.entries += 1
        else:
            assert len(done(self.both(desk.call_off))) == 1
            assert len(done(self.both(desk.publish))) == 1
            desk.withdraw(self.claim, by=self.one, note="To race again.")
            self.entries += 1

    def is_restored_and_corrected(self) -> None:
        assert len(done(self.both(desk.restore, note="It was right."))) == 1
        self.reword()
        assert len(done(self.both(desk.correct, note="Better words."))) == 1

    def is_written_by_two(self) -> None:
        seen, rating = self.claim.version, make.rating()
        came = self.race(
            *(
                lambda claim, words=words: desk.propose_verdict(
                    claim, by=self.people.writer, rating=rating, summary=words, rationale="So [1].", version=seen
                )
                for words in (f"Mine {self.rounds}.", f"Theirs {self.rounds}.")
            )
        )
        (kept,) = done(came)
        assert [type(result) for result in came if isinstance(result, Refused)] == [Stale]
        assert self.claim.verdict.summary == kept.summary
        assert self.claim.version == seen + 1

    def is_corrected_and_withdrawn(self) -> None:
        came = self.race(
            lambda claim: desk.correct(claim, by=self.one, note="Better words."),
            lambda claim: desk.withdraw(claim, by=self.other, note="Wrong person."),
        )
        assert not isinstance(came[1], Refused)
        assert self.claim.status == Status.WITHDRAWN

    def is_restored_while_it_is_withdrawn(self) -> None:
        """Either it is shown again and stays, or it is shown and taken back at once; never half of it."""
        came = self.race(
            lambda claim: desk.restore(claim, by=self.one, note="It was right."),
            lambda claim: desk.withdraw(claim, by=self.other, note="Wrong person."),
        )
        assert not isinstance(came[0], Refused)
        taken_back = not isinstance(came[1], Refused)
        assert self.claim.status == (Status.WITHDRAWN if taken_back else Status.PUBLISHED)
        if not taken_back:
            desk.withdraw(self.claim, by=self.one, note="To race again.")
            self.entries += 1

    def is_withdrawn_twice(self) -> None:
        desk.restore(self.claim, by=self.one, note="It was right.")
        self.entries += 1
        assert len(done(self.both(desk.withdraw, note="Wrong person."))) == 1


def test_nothing_is_lost_or_done_twice(people: Desk) -> None:
    rounds = 0
    while rounds < ROUNDS:
        life = Life(people)
        life.is_scheduled_or_published()
        for _again in range(7):
            life.is_restored_and_corrected()
            life.is_written_by_two()
            life.is_corrected_and_withdrawn()
            life.is_restored_while_it_is_withdrawn()
            life.is_withdrawn_twice()
        for _again in range(4):
            life.is_merged()
            life.is_published_while_it_is_merged()
            desk.withdraw(Claim.objects.get(pk=life.claim.pk), by=life.one, note="To race again.")
            life.entries += 1
        rounds += life.rounds
    assert desk.first_misfit() is None
