"""Translations through the API: what readers are given, and the acts of the desk."""

from typing import Any

import pytest
from django.test import Client

from claims.models import Claim, Publication
from tests import make

pytestmark = pytest.mark.django_db
WORDS = {
    "language": "es",
    "statement": "El crimen se ha triplicado.",
    "summary": "No es así.",
    "rationale": "Las cifras [1].",
}


def sent(person: Any, claim: Claim, act: str, **body: Any) -> Any:
    client = Client()
    client.force_login(person)
    version = Claim.objects.get(pk=claim.pk).version
    url = f"/api/v1/desk/claims/{claim.public_id}/{act}/"
    return client.post(url, body, content_type="application/json", headers={"if-match": f'"v{version}"'})


class TestReaders:
    def test_the_document_and_the_card_hold_them(self, client: Client) -> None:
        claim = make.translated()

        whole = client.get(f"/api/v1/claims/{claim.public_id}/").json()
        card = client.get("/api/v1/claims/").json()["results"][0]

        assert whole["translations"]["es"]["statement"] == "El crimen se ha triplicado."
        assert whole["record"]["act"] == "translate"
        assert card["translations"] == {
            "es": {"statement": "El crimen se ha triplicado.", "summary": "No es así.", "label": ""}
        }

    def test_they_are_found_in_their_language(self, client: Client) -> None:
        make.translated()

        assert len(client.get("/api/v1/claims/", {"q": "triplicado"}).json()["results"]) == 1


class TestDesk:
    def test_a_writer_writes_one_and_an_editor_publishes_it(self) -> None:
        claim = make.published()

        state = sent(make.writer(), claim, "write-translation", **WORDS).json()["translations"]
        answer = sent(make.editor(), claim, "publish-translation", language="es", made_from=state[0]["version"])

        assert (state[0]["language"], state[0]["published"]) == ("es", False)
        assert answer.status_code == 200
        assert answer.json()["translations"][0]["published"] is True

    def test_what_is_missing_is_refused_with_409(self) -> None:
        claim = make.published()
        version = make.translation(claim, rationale="Las cifras.").version

        answer = sent(make.editor(), claim, "publish-translation", language="es", made_from=version)

        assert (answer.status_code, answer.json()["code"]) == (409, "not_ready")

    def test_a_version_that_is_not_the_newest_is_refused_with_412(self) -> None:
        claim = make.published()
        sent(make.writer(), claim, "write-translation", **WORDS)

        answer = sent(make.writer(), claim, "write-translation", **WORDS | {"statement": "Otra cosa."})

        assert answer.status_code == 412

    def test_one_is_taken_back_with_a_note(self) -> None:
        claim = make.translated()

        answer = sent(make.editor(), claim, "withdraw-translation", language="es", note="It says the opposite.")

        assert answer.json()["translations"][0]["published"] is False
        assert Publication.objects.latest("number").note == "It says the opposite."

    def test_a_tag_that_is_none_is_refused_by_its_field(self) -> None:
        answer = sent(make.writer(), make.published(), "write-translation", **WORDS | {"language": "es_MX"})

        assert (answer.status_code, list(answer.json()["fields"])) == (400, ["language"])
