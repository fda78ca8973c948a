"""The audit page: what it saw, however it was done, and who reads it."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.admin import audit as page
from claims.models import User
from tests import make

from .browsing import address, at_desk, open_form, text_of

pytestmark = pytest.mark.django_db

AUDIT = "/admin/audit/"


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def shown(query: str = "") -> list[tuple[str, str, str, str]]:
    """About, what, before, after: newest first."""
    rows = at_desk(make.administrator(username="auditor")).get(AUDIT + query).context["rows"]
    return [
        (row.about, row.change.field, row.change.before, row.change.after)
        for row, _pieces in rows
        if row.about != "Administrator"
    ]


class TestTheAuditPage:
    def test_it_sees_what_sql_did_to_people_groups_and_rights(self) -> None:
        person = make.writer(public_name="Wanda", username="wanda")
        group, right = Group.objects.get(name="writer"), Permission.objects.get(codename="publish_claim")
        sql("UPDATE claims_user SET is_active = false, last_login = now() WHERE id = %s", person.pk)
        sql("DELETE FROM claims_user_groups WHERE user_id = %s", person.pk)
        sql("INSERT INTO auth_group_permissions (group_id, permission_id) VALUES (%s, %s)", group.pk, right.pk)
        sql("UPDATE auth_group SET name = 'reporter' WHERE id = %s", group.pk)

        found = shown()

        assert ("reporter", "name", "writer", "reporter") in found
        assert ("reporter", "right, added", "", str(right)) in found
        assert ("Wanda", "group, removed", "reporter", "") in found
        assert ("Wanda", "active", "True", "False") in found
        assert ("Wanda", "person, added", "", "wanda") in found

    def test_a_login_or_a_new_password_is_no_change_of_a_person(self) -> None:
        person = make.writer(public_name="Wanda")
        before = shown()
        person.set_password("another password")
        person.save()
        at_desk(person)

        User.objects.filter(username="auditor").update(username="first")
        after = shown()
        assert ("Wanda", "Signed in", "", "") in after
        assert [row for row in after if row[0] == "Wanda" and row[1] != "Signed in"] == [
            row for row in before if row[0] == "Wanda"
        ]

    def test_it_says_who_did_it(self) -> None:
        boss, person = make.administrator(public_name="Boss"), make.writer(public_name="Wanda")
        client = at_desk(boss)
        path = address("user", "change", person.pk)
        client.post(path, open_form(client, path) | {"public_name": "Wanda W."})

        assert "Boss Wanda W. Name for readers Wanda now: “ W. ”" in text_of(client.get(AUDIT))

    def test_it_is_narrowed_by_person_kind_and_day(self) -> None:
        wanda, other = make.writer(public_name="Wanda"), make.writer(public_name="Other")

        rows = shown(f"?person={wanda.pk}")

        assert {about for about, *_rest in rows} == {"Wanda"}
        User.objects.filter(username="auditor").update(username="first")
        assert {what for _about, what, *_rest in shown(f"?person={other.pk}&kind=member")} == {"group, added"}
        User.objects.filter(username="auditor").update(username="second")
        assert shown("?until=2020-01-01") == []

    @pytest.mark.parametrize("query", ["person=x", "kind=x", "from=x", "before=x", "before=2026-01-01T00:00Z~x~1"])
    def test_what_cannot_be_meant_is_said(self, query: str) -> None:
        assert at_desk(make.administrator()).get(f"{AUDIT}?{query}").status_code == 400

    def test_its_pages_follow_each_other_without_a_gap(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(page, "MOST", 3)
        for _again in range(4):
            make.writer()
        client, query, seen = at_desk(make.administrator()), "", []

        for _page in range(20):
            answer = client.get(f"{AUDIT}?{query}")
            seen += [row.place for row, _pieces in answer.context["rows"]]
            query = answer.context["earlier"]
            if not query:
                break

        monkeypatch.setattr(page, "MOST", 1000)
        assert seen == [row.place for row, _pieces in client.get(AUDIT).context["rows"]]

    def test_it_costs_as_much_for_ten_changes_as_for_one(self) -> None:
        client, costs = at_desk(make.administrator()), []
        for more in (1, 9):
            for _again in range(more):
                person = make.writer()
                User.objects.filter(pk=person.pk).update(public_name="Another")
            with CaptureQueriesContext(connection) as queries:
                client.get(AUDIT)
            costs.append(len(queries))

        assert costs[0] == costs[1] <= 20

    def test_an_editor_does_not_read_it(self) -> None:
        assert at_desk(make.editor()).get(AUDIT).status_code == 403


class TestTheErasureScreen:
    SAID = {
        "what": "words",
        "where": "here",
        "words": "Xanthe Canary",
        "instead": "a reader",
        "subject": "A tipster",
        "basis": "GDPR",
    }

    def test_it_shows_what_it_would_touch_and_waits_for_the_word(self) -> None:
        claim = make.published(statement="Crime has tripled, says Xanthe Canary.")
        client = at_desk(make.administrator())
        said = self.SAID | {"claims": f"https://facts.example/claims/{claim.slug}/?page=2"}

        preview = client.post("/admin/erasures/new/", said)
        mistyped = client.post("/admin/erasures/new/", said | {"confirmed": "yes"})
        claim.refresh_from_db()
        kept = claim.statement
        done = client.post("/admin/erasures/new/", said | {"confirmed": "ERASE"}, follow=True)

        claim.refresh_from_db()
        assert preview.context["extent"].rows["claims"] == 1
        assert "the word was not typed" in text_of(mistyped)
        assert (kept, claim.statement) == (
            "Crime has tripled, says Xanthe Canary.",
            "Crime has tripled, says a reader.",
        )
        assert "A tipster GDPR 1" in text_of(done)

    @pytest.mark.parametrize(
        ("said", "why"),
        [
            ({"claims": "/claims/never/"}, "There is no claim at"),
            ({"claims": ""}, "Name the claims, or choose everywhere."),
            ({"what": "member"}, "Say who."),
            ({"where": "everywhere", "words": "A", "confirmed": "ERASE"}, "too short"),
        ],
    )
    def test_it_says_what_is_missing(self, said: dict[str, str], why: str) -> None:
        answer = at_desk(make.administrator()).post("/admin/erasures/new/", self.SAID | said)

        assert answer.status_code in (400, 409)
        assert why in text_of(answer)

    def test_a_former_member_is_erased_by_name(self) -> None:
        person = make.writer(public_name="Xena Canary", is_active=False)
        client = at_desk(make.administrator())
        said = self.SAID | {"what": "member", "person": str(person.pk), "words": ""}

        client.post("/admin/erasures/new/", said | {"confirmed": "ERASE"})

        assert User.objects.get(pk=person.pk).byline == "Former member"

    def test_an_editor_sees_none_of_it(self) -> None:
        client = at_desk(make.editor())

        assert [client.get(path).status_code for path in ("/admin/erasures/", "/admin/erasures/new/")] == [403, 403]
