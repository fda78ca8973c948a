"""A POST with an Idempotency-Key is done once, and the same again gets the same answer."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test import Client

from claims import desk
from claims.models import Claim, Comment, KeptAnswer, Recusal, User
from claims.vocabulary import Status
from tests import make

pytestmark = pytest.mark.django_db
REPLAYED = "Idempotency-Replayed"
NOTHING_CAN_BE_KEPT = """
    CREATE FUNCTION fail() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION USING ERRCODE = '57014'; END $$ LANGUAGE plpgsql;
    CREATE TRIGGER fail BEFORE INSERT ON claims_keptanswer EXECUTE FUNCTION fail();
"""


class Program:
    """A program of somebody's, with a token."""

    def __init__(self, person: User | None = None) -> None:
        self.person = person or make.editor()
        self.token = make.bearer(make.token(self.person))
        self.client = Client(raise_request_exception=False)

    def version(self, claim: Claim) -> str:
        return self.client.get(f"/api/v1/desk/claims/{claim.public_id}/", headers=self.token)["ETag"]

    def act(self, claim: Claim, act: str, body: Any = None, *, version: str = "", **more: str) -> Any:
        headers = {"If-Match": version or self.version(claim)} | more
        return self.post(f"claims/{claim.public_id}/{act}/", body, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, bytes) else json.dumps(body or {})
        return self.client.post(
            f"/api/v1/desk/{path}", data, content_type="application/json", headers=self.token | named
        )


@pytest.fixture
def program() -> Program:
    return Program()


class TestTheSameAgain:
    def test_it_gets_the_same_answer_and_nothing_is_done_twice(self, program: Program) -> None:
        claim = make.claim()
        version = program.version(claim)

        first = program.act(claim, "take-up", version=version, Idempotency_Key="night-1")
        again = program.act(claim, "take-up", version=version, Idempotency_Key="night-1")

        assert (first.status_code, again.status_code) == (200, 200)
        assert again.content == first.content
        assert [answer.get(REPLAYED) for answer in (first, again)] == [None, "true"]
        for header in ("ETag", "Content-Type", "Cache-Control"):
            assert again[header] == first[header]

    def test_a_comment_is_written_once(self, program: Program) -> None:
        claim = make.claim()

        numbers = {
            program.post(f"claims/{claim.public_id}/comments/", {"body": "Who says so?"}, Idempotency_Key="k").json()[
                "id"
            ]
            for _time in range(3)
        }

        assert numbers == set(Comment.objects.values_list("pk", flat=True))

    def test_the_address_of_what_was_made_comes_again(self, program: Program) -> None:
        claim, version = (made := make.claim()), program.version(made)

        first, again = (
            program.act(claim, "split", {"statement": "Taxes fell."}, version=version, Idempotency_Key="k")
            for _time in range(2)
        )

        assert again.status_code == first.status_code == 201
        assert again["Location"] == first["Location"]
        assert Claim.objects.count() == 2

    def test_an_answer_without_a_body_comes_again_without_one(self) -> None:
        program = Program(make.administrator())
        recusal = Recusal(person=make.writer(), speaker=make.speaker(), reason="He is his brother.")
        lift = f"recusals/{desk.recuse(recusal, by=program.person).pk}/lift/"

        first, again = (program.post(lift, Idempotency_Key="k") for _time in range(2))

        assert (first.status_code, again.status_code) == (204, 204)
        assert "Content-Type" not in again
        assert program.post(lift).status_code == 404

    def test_a_refusal_comes_again_even_where_it_would_not_be_one_now(self, program: Program) -> None:
        claim = make.claim_in_review()
        version = program.version(claim)
        refused = program.act(claim, "take-up", version=version, Idempotency_Key="k")
        Claim.objects.update(status=Status.SPOTTED, version=claim.version + 1)

        again = program.act(claim, "take-up", version=version, Idempotency_Key="k")

        assert refused.status_code == again.status_code == 409
        assert again.json() == refused.json()
        assert again[REPLAYED] == "true"

    def test_without_a_key_it_is_done_again(self, program: Program) -> None:
        claim = make.claim()

        for _time in range(2):
            program.post(f"claims/{claim.public_id}/comments/", {"body": "Who says so?"})

        assert Comment.objects.count() == 2
        assert not KeptAnswer.objects.exists()

    def test_a_day_later_it_is_done_again(self, program: Program) -> None:
        claim = make.claim()
        path, words = f"claims/{claim.public_id}/comments/", {"body": "Who says so?"}
        program.post(path, words, Idempotency_Key="k")
        KeptAnswer.objects.update(made_at=Now() - timedelta(hours=24))

        later, again = (program.post(path, words, Idempotency_Key="k") for _time in range(2))

        assert REPLAYED not in later
        assert again[REPLAYED] == "true"
        assert Comment.objects.count() == 2

    def test_it_needs_a_token_that_may_do_it(self, program: Program) -> None:
        claim, version = (made := make.claim()), program.version(made)
        program.act(claim, "take-up", version=version, Idempotency_Key="k")
        program.token = make.bearer(make.token(program.person, "read"))

        assert program.act(claim, "take-up", version=version, Idempotency_Key="k").status_code == 403


class TestAnotherRequest:
    def test_another_body_is_refused(self, program: Program) -> None:
        path = f"claims/{make.claim().public_id}/comments/"
        program.post(path, {"body": "Who says so?"}, Idempotency_Key="k")

        refused = program.post(path, {"body": "Says who?"}, Idempotency_Key="k")

        assert refused.status_code == 422
        assert refused.json()["code"] == "idempotency_key_reused"
        assert Comment.objects.count() == 1

    def test_so_is_another_version(self, program: Program) -> None:
        claim = make.claim()
        program.act(claim, "take-up", Idempotency_Key="k")

        assert program.act(claim, "take-up", version='"v2"', Idempotency_Key="k").status_code == 422

    def test_a_key_belongs_to_one_person_and_one_address(self, program: Program) -> None:
        claim, other = make.claim(), Program()
        path, words = f"claims/{claim.public_id}/comments/", {"body": "Who says so?"}

        program.post(path, words, Idempotency_Key="k")
        other.post(path, words, Idempotency_Key="k")
        program.post(f"claims/{make.claim().public_id}/comments/", words, Idempotency_Key="k")

        assert Comment.objects.count() == 3

    @pytest.mark.parametrize("key", ["", " ", "x" * 256, "é", "a\tb"])
    def test_a_key_that_is_none_is_refused(self, program: Program, key: str) -> None:
        refused = program.post(f"claims/{make.claim().public_id}/comments/", {"body": "x"}, Idempotency_Key=key)

        assert refused.status_code == 400
        assert list(refused.json()["fields"]) == ["Idempotency-Key"]


class TestWhatIsNotKept:
    def test_a_stale_version_may_be_sent_anew_under_its_key(self, program: Program) -> None:
        claim = make.claim()

        stale = program.act(claim, "take-up", version='"v99"', Idempotency_Key="k")
        done = program.act(claim, "take-up", Idempotency_Key="k")

        assert (stale.status_code, done.status_code) == (412, 200)

    def test_what_cannot_be_kept_is_not_done_either(self, program: Program) -> None:
        path, words = f"claims/{make.claim().public_id}/comments/", {"body": "Who says so?"}
        with connection.cursor() as cursor:
            cursor.execute(NOTHING_CAN_BE_KEPT)

        assert program.post(path, words, Idempotency_Key="k").status_code == 503
        assert not Comment.objects.exists()

        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION fail CASCADE")
        assert program.post(path, words, Idempotency_Key="k").status_code == 201

    def test_nor_does_reading(self, program: Program) -> None:
        program.client.get("/api/v1/desk/claims/", headers=program.token | {"Idempotency-Key": "k"})

        assert not KeptAnswer.objects.exists()


class TestErasure:
    def test_what_is_kept_goes_with_the_words_that_it_may_hold(self, program: Program) -> None:
        program.post(f"claims/{make.claim().public_id}/comments/", {"body": "Xanthe?"}, Idempotency_Key="k")

        desk.erase_words(["Xanthe"], by=make.administrator(), claims=None, subject="A name", basis="GDPR, article 17")

        assert not KeptAnswer.objects.exists()
