"""The acts of a team on the claim's screen: who may write, who is given it, what becomes one and what two."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims import desk
from claims.models import Claim, Publication, Recusal, User
from claims.vocabulary import Priority, Queue, Status
from tests import make

from .browsing import act, address, at_desk, open_claim, open_form, save_claim, text_of

pytestmark = pytest.mark.django_db


def recused(person: User, claim: Claim) -> None:
    """Keep somebody out of what the claim is about."""
    topic = make.topic(name="Oil")
    claim.topics.add(topic)
    Recusal.objects.create(person=person, topic=topic, reason="Owns shares.")


def screen(person: User, claim: Claim) -> str:
    return text_of(at_desk(person).get(address("claim", "change", claim.pk)))


class TestWhoIsRecused:
    def test_they_read_the_claim_with_the_reason_why_they_do_not_write(self) -> None:
        editor, claim = make.editor(public_name="Ada"), make.claim_in_review()
        recused(editor, claim)

        page = at_desk(editor).get(address("claim", "change", claim.pk))

        assert "You can only read it Ada is recused from “Oil” (Owns shares)." in text_of(page)
        assert not [field for field in open_claim(at_desk(editor), claim) if field.endswith(("exact", "finding"))]
        assert 'name="_save"' not in page.content.decode()

    def test_they_save_nothing(self) -> None:
        editor, claim = make.editor(), make.claim_in_review()
        client = at_desk(editor)
        fields = open_claim(client, claim)
        recused(editor, claim)

        answer = save_claim(client, claim, fields, statement="Crime has doubled.")

        assert answer.status_code == 403
        assert Claim.objects.get(pk=claim.pk).statement == claim.statement

    def test_they_do_not_begin_a_claim_there_either(self) -> None:
        writer, topic = make.writer(), make.topic(name="Oil")
        Recusal.objects.create(person=writer, topic=topic, reason="Owns shares.")
        client = at_desk(writer)
        fields = open_form(client, address("claim", "add")) | {"statement": "Oil is dear.", "topics": [topic.pk]}

        answer = client.post(address("claim", "add"), fields)

        assert "is recused from “Oil”" in text_of(answer)
        assert not Claim.objects.exists()

    def test_they_are_offered_no_act_but_giving_it_to_somebody_else(self) -> None:
        editor, claim = make.editor(), make.claim_in_review()
        recused(editor, claim)

        page = at_desk(editor).get(address("claim", "change", claim.pk)).content.decode()

        assert [name for name in desk.ACTS if f"/act/{name}/" in page] == ["assign"]

    def test_they_are_not_among_those_it_can_be_given_to(self) -> None:
        editor, claim = make.editor(), make.claim()
        offered, not_offered = make.writer(public_name="Ada"), make.writer(public_name="Grace")
        recused(not_offered, claim)

        page = screen(editor, claim)

        assert "Ada" in page
        assert "Grace" not in page
        assert desk.assign(claim, by=editor, to=offered).assignee == offered


class TestRecusals:
    def test_one_is_recorded_and_lifted_and_not_changed(self) -> None:
        writer, speaker, client = make.writer(), make.speaker(), at_desk(make.editor())

        client.post(
            address("recusal", "add"), {"person": writer.pk, "speaker": speaker.pk, "reason": "They are married."}
        )
        recusal = Recusal.objects.get()
        page = client.get(address("recusal", "change", recusal.pk))
        client.post(address("recusal", "delete", recusal.pk), {"post": "yes"})

        assert (recusal.person, recusal.speaker, recusal.reason) == (writer, speaker, "They are married.")
        assert 'name="_save"' not in page.content.decode()
        assert not Recusal.objects.exists()

    def test_it_names_a_speaker_or_a_topic(self) -> None:
        client = at_desk(make.editor())

        page = client.post(address("recusal", "add"), {"person": make.writer().pk, "reason": "Owns shares."})

        assert "Name one speaker or one topic, not both." in text_of(page)

    def test_a_writer_sees_them_and_records_none(self) -> None:
        client = at_desk(make.writer())

        assert client.get(address("recusal", "changelist")).status_code == 200
        assert client.get(address("recusal", "add")).status_code == 403


class TestWhoAndUntilWhen:
    def test_a_claim_is_given_to_somebody(self) -> None:
        claim, writer, client = make.claim(), make.writer(public_name="Ada"), at_desk(make.editor())

        act(client, claim, "assign", to=writer.pk, queue="")

        assert Claim.objects.get().assignee == writer
        assert "In the hands of Ada" in screen(writer, claim)

    def test_a_claim_is_planned(self) -> None:
        claim, client = make.claim(), at_desk(make.editor())

        act(client, claim, "plan", due_at="2099-01-01T12:00", priority="4", public_interest="Many believe it.")

        claim.refresh_from_db()
        assert (claim.priority, claim.public_interest) == (Priority.URGENT, "Many believe it.")
        assert timezone.localtime(claim.due_at).hour == 12

    def test_a_deadline_stays_to_the_second_when_the_plan_is_saved_again(self) -> None:
        due = timezone.now() - timedelta(days=1)
        claim, client = make.claim(due_at=due), at_desk(make.editor())
        shown = timezone.localtime(due).strftime("%Y-%m-%dT%H:%M")

        answer = act(client, claim, "plan", due_at=shown, priority="3", public_interest="")

        assert answer.status_code == 302
        assert Claim.objects.get().due_at == due

    def test_a_refused_plan_keeps_what_was_typed(self) -> None:
        claim, client = make.claim(), at_desk(make.editor())

        answer = act(
            client, claim, "plan", due_at="2001-01-01T12:00", priority="4", public_interest="An hour's thought."
        )

        assert "this deadline has already passed" in text_of(answer)
        assert "An hour's thought." in text_of(answer)

    def test_a_writer_plans_nothing_and_sees_the_plan(self) -> None:
        claim, writer = make.claim(queue=Queue.WRITERS, public_interest="Many believe it."), make.writer()

        page = screen(writer, claim)

        assert act(at_desk(writer), claim, "plan", priority="4").status_code == 403
        assert "nobody: Any writer" in page
        assert "Many believe it." in page


class TestWhatIsNotChecked:
    def test_a_declined_claim_says_why_and_can_only_be_reopened(self) -> None:
        claim, writer = make.claim(), make.writer()
        client = at_desk(writer)

        act(client, claim, "decline", reason="It is an opinion.")
        page = client.get(address("claim", "change", claim.pk))

        assert "It was declined: reopen it to write on it. It is an opinion." in text_of(page)
        assert [name for name in desk.ACTS if f"/act/{name}/" in page.content.decode()] == ["reopen"]
        act(client, claim, "reopen")
        assert Claim.objects.get().status == Status.SPOTTED


class TestMerging:
    @pytest.fixture
    def client(self) -> Client:
        return at_desk(make.editor())

    def test_claims_that_say_much_the_same_are_found(self, client: Client) -> None:
        claim = make.claim(statement="Azerbaijan supplies a third of the oil.")
        alike = make.claim(statement="Azerbaijan supplies 30% of the oil.")
        make.claim(statement="Azerbaijan supplies a third of all oil.", status=Status.DECLINED, declined_because="No.")
        other = make.claim(statement="Whales are fish.")

        found = client.get(reverse("admin:claims_claim_merge", args=[claim.pk]))
        looked_for = client.get(reverse("admin:claims_claim_merge", args=[claim.pk]), {"q": "whales"})
        by_address = client.get(reverse("admin:claims_claim_merge", args=[claim.pk]), {"q": other.slug})

        assert [page.context["candidates"] for page in (found, looked_for, by_address)] == [[alike], [other], [other]]

    def test_what_was_chosen_there_is_merged(self, client: Client) -> None:
        claim, other = make.published(), make.published()
        page = client.get(reverse("admin:claims_claim_merge", args=[claim.pk]))
        assert 'name="note"' in page.content.decode()

        act(client, claim, "merge", into=other.public_id, note="They say the same.")

        claim.refresh_from_db()
        assert (claim.status, claim.merged_into) == (Status.MERGED, other)
        assert Publication.objects.in_order().last().act == "merge"  # type: ignore[union-attr]
        assert f"It was merged into “{other}”: write there." in screen(make.editor(), claim)
        assert f"Merged into this one {claim}" in screen(make.editor(), other)

    def test_a_refusal_keeps_the_choice(self, client: Client) -> None:
        claim, other = make.published(), make.published()

        answer = act(client, claim, "merge", into=other.public_id, note=" ")

        assert answer.status_code == 400
        assert f'value="{other.public_id}"' in answer.content.decode()

    def test_a_writer_has_no_such_screen(self) -> None:
        claim = make.claim()

        assert at_desk(make.writer()).get(reverse("admin:claims_claim_merge", args=[claim.pk])).status_code == 403

    def test_its_history_is_shown_with_the_other(self, client: Client) -> None:
        claim, other = make.claim(statement="Crime tripled."), make.claim()
        desk.take_up(claim, by=make.writer())
        desk.merge(claim, by=make.editor(), into=other)

        history = text_of(client.get(address("claim", "history", other.pk)))

        assert "in “Crime tripled.”, merged into this one" in history

    def test_a_merged_claim_is_not_deleted(self, client: Client) -> None:
        claim = make.claim_at(Status.MERGED)

        assert client.post(address("claim", "delete", claim.pk), {"post": "yes"}).status_code == 403


class TestSplitting:
    def test_a_part_becomes_a_claim_with_its_appearances(self) -> None:
        claim = make.claim()
        stays, goes = make.appearance(claim), make.appearance(claim, quote="Taxes fell")

        act(at_desk(make.writer()), claim, "split", statement="Taxes fell.", appearances=[goes.pk])

        part = Claim.objects.get(split_from=claim)
        assert (list(part.appearances.all()), list(claim.appearances.all())) == ([goes], [stays])
        assert f"Split from {claim}" in screen(make.writer(), part)
        assert "Split off Taxes fell." in screen(make.writer(), claim)
