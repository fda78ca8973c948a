"""The blind second verdict for programs."""

import pytest

from claims.models import Claim
from tests import make

from .test_desk import LIST, Desk

pytestmark = pytest.mark.django_db


class TestTheWholeWay:
    def test_it_is_asked_given_blind_and_shown_beside_the_first(self) -> None:
        claim, person = make.claim_in_review(rating="false", summary="Canary."), make.writer()
        editor, second = Desk(make.editor()), Desk(person)

        asked = editor.act(claim, "ask-second-verdict", {"of": person.public_id})
        blind = second.read(claim)
        listed = second.client.get(LIST).json()["results"]
        given = second.act(claim, "give-second-verdict", {"rating": "half-true", "reason": "It rose by half."})

        assert asked.json()["missing"] == [f"{person} has not given the second verdict yet"]
        assert (blind.json()["verdict"], blind.json()["rating"], listed[0]["rating"]) == (None, None, None)
        assert "Canary" not in blind.content.decode()
        assert blind["ETag"] == f'"v{blind.json()["version"]}"'
        (both,) = given.json()["second_verdicts"]
        assert (both["first_rating"], both["rating"], both["steps_apart"]) == ("false", "half-true", 2)
        assert given.json()["verdict"]["summary"] == "Canary."

    def test_it_is_called_off(self) -> None:
        claim, person, editor = make.claim_in_review(), make.writer(), Desk(make.editor())
        editor.act(claim, "ask-second-verdict", {"of": person.public_id})

        assert editor.act(claim, "call-off-second-verdict").json()["second_verdicts"] == []


class TestARefusal:
    def test_nobody_has_that_id(self) -> None:
        answer = Desk(make.editor()).act(make.claim_in_review(), "ask-second-verdict", {"of": "zzzzzzzzzzzz"})

        assert answer.status_code == 400
        assert list(answer.json()["fields"]) == ["of"]

    def test_it_gives_every_reason(self) -> None:
        editor = make.editor()
        claim = make.claim_in_review(by=editor)

        answer = Desk(editor).act(claim, "ask-second-verdict", {"of": editor.public_id})

        assert answer.status_code == 409
        assert "you know its verdict" in answer.json()["detail"]
        assert f"{editor} wrote its verdict" in answer.json()["detail"]

    def test_a_rating_that_is_none_is_named(self) -> None:
        claim, person = make.claim_in_review(), make.writer()
        Desk(make.editor()).act(claim, "ask-second-verdict", {"of": person.public_id})

        answer = Desk(person).act(claim, "give-second-verdict", {"rating": "maybe", "reason": "So."})

        assert answer.status_code == 400
        assert Claim.objects.get().second_verdicts.waiting().exists()
