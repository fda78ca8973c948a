"""docs/acts.md says who may do which act and where each leads: tried out, not copied from the code.

`WRITE_DOCS=1 pytest tests/docs/test_acts.py` writes the page anew.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F

from claims import desk
from claims.errors import NotAllowed, Refused
from claims.models import Claim, User
from claims.vocabulary import MOVES, Status
from tests import make
from tests.desk.test_every_act import words_of

pytestmark = pytest.mark.django_db

PAGE = Path(__file__).parents[2] / "docs" / "acts.md"
GROUPS = ["writer", "editor", "administrator"]


def table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])


def first_line(act: Any) -> str:
    return act.__doc__.strip().splitlines()[0]


class Tried:
    """Each act tried by somebody of each group on a claim in each state; whatever came of it is rolled back."""

    def __init__(self) -> None:
        self.claims = {status: make.claim_at(status) for status in Status}
        make.propose(self.claims[Status.PUBLISHED], by=make.writer(), summary="It fell.")  # something to correct
        self.unedited = make.published()  # something that still stands
        self.people: dict[str, User] = {group: make.person(group) for group in GROUPS}
        self.words = {"merge": {"into": make.published(), "note": "Both say the same."}}  # fit for any state
        self.acts = sorted(desk.ACTS.values(), key=lambda act: act.name)

    def may(self, act: Any, group: str) -> bool:
        by = self.people[group]
        if isinstance(act, desk.HouseAct):
            return self._is_let_in(act, by)
        try:
            self.ends(act, act.at[0], by=by)
        except NotAllowed:
            return False
        except Refused:
            return True
        return True

    def ends(self, act: Any, status: Status, *, by: User) -> Status:
        """Where a claim that somebody has in hand stands after an act of theirs."""
        claim = self.unedited if act.name == "still_stands" else self.claims[status]
        with transaction.atomic():
            Claim.objects.filter(pk=claim.pk).update(assignee=by, version=F("version") + 1)
            act(claim, by=by, **words_of(act, claim) | self.words.get(act.name, {}))
            ends = Claim.objects.get(pk=claim.pk).status
            transaction.set_rollback(True)
        return Status(ends)

    def _is_let_in(self, act: Any, by: User) -> bool:
        """Whether an act that is not on a claim lets somebody come as far as what it must be given."""
        try:
            act(by=by)
        except NotAllowed:
            return False
        except TypeError:
            return True
        return True


def page(tried: Tried) -> Iterator[str]:
    yield "# Who may do what, and where it leads"
    yield ""
    yield "Each act of the desk, tried by somebody of each group; the test that wrote this page fails when it is wrong."
    yield "People can be in several groups, and an administrator can give a group other rights."
    yield ""
    rows = []
    for act in tried.acts:
        marks = ["yes" if tried.may(act, group) else "no" for group in GROUPS]
        rows.append([f"`{act.name}`", first_line(act), *marks])
    yield table(["act", "what it does", *GROUPS], rows)
    yield ""
    yield "## Where a claim can go"
    yield "From the state on the left to the state above, by the acts in the cell. What is empty is refused."
    yield ""
    moving = [act for act in tried.acts if isinstance(act, desk.DeskAct) and act.to]
    rows = []
    for begins in Status:
        cells = [", ".join(f"`{a.name}`" for a in moving if begins in a.at and a.to == ends) for ends in Status]
        rows.append([f"**{begins.label}**", *cells])
    yield table(["from \\ to", *(str(status.label) for status in Status)], rows)
    yield ""


def test_the_page_is_what_was_tried() -> None:
    said = "\n".join(page(Tried()))

    if os.environ.get("WRITE_DOCS"):
        PAGE.write_text(said)
    assert PAGE.read_text() == said


def test_each_arrow_is_an_acts_and_each_act_ends_at_its_arrow() -> None:
    tried = Tried()
    administrator = tried.people["administrator"]
    moving = [act for act in tried.acts if isinstance(act, desk.DeskAct) and act.to]
    drawn = set()
    for act in moving:
        for begins in act.at:
            drawn.add((begins, act.to))

            assert tried.ends(act, begins, by=administrator) == act.to, act.name

    assert drawn | {(Status.SCHEDULED, Status.PUBLISHED)} == {(a, b) for a, ends in MOVES.items() for b in ends}
