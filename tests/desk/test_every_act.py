"""What holds for every act on a claim, whichever it is."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims import desk
from claims.errors import Invalid, NotAllowed, Stale, WrongMove
from claims.models import Claim, Recusal, User
from claims.vocabulary import MOVES, Status
from tests import make

pytestmark = pytest.mark.django_db

# What must be said with each act, made when it is needed; an act that is not here fails the suite.
WORDS: dict[str, dict[str, Any]] = {
    "take_up": {},
    "propose_verdict": {
        "rating": lambda: make.rating("true"),
        "summary": "It did.",
        "rationale": "The statistics say so [1].",
    },
    "take_over": {},
    "assign": {"to": make.writer},
    "plan": {"priority": 4},
    "decline": {"reason": "It is an opinion."},
    "reopen": {},
    "merge": {"into": make.claim},
    "split": {"statement": "Taxes fell."},
    "send_to_review": {},
    "schedule": {"publish_at": lambda: timezone.now() + timedelta(hours=1)},
    "call_off": {},
    "pull_back": {},
    "send_back": {"reason": "Find a second source."},
    "publish": {},
    "correct": {"kind": "factual", "note": "The year was wrong."},
    "update": {"note": "New figures came out."},
    "withdraw": {"note": "Wrong person."},
    "restore": {"note": "It was the right person."},
    "comment": {"body": "Is this the right table?"},
    "ask_reply": {"addressee": "The ministry"},
    "record_answer": {"request": make.reply_request, "answer": "No comment."},
    "amend_reply_request": {"request": make.reply_request, "addressee": "The ministry"},
    "remove_reply_request": {"request": make.reply_request},
    "ask_recheck": {"because": "The figures are new."},
    "drop_recheck": {},
    "still_stands": {"note": "We looked at the new figures."},
    "ask_correction": {"addressee": "The paper"},
    "record_outcome": {"request": make.correction_request, "outcome": "corrected"},
    "amend_correction_request": {"request": make.correction_request, "addressee": "The paper"},
    "remove_correction_request": {"request": make.correction_request},
    "waive": {"rule": "primary", "reason": "The ministry publishes none."},
    "unwaive": {"rule": "primary"},
    "ask_second_verdict": {"of": make.writer},
    "give_second_verdict": {"rating": lambda: make.rating("true"), "reason": "The tables say so."},
    "call_off_second_verdict": {},
    "write_translation": {"language": "es", "statement": "El crimen se ha triplicado."},
    "publish_translation": {"language": make.language_translated},
    "withdraw_translation": {"language": "es", "note": "It says the opposite."},
    "edit_claim": {"statement": "Taxes fell."},
    "add_appearance": {"text": make.article, "exact": "Taxes fell."},
    "edit_appearance": {"appearance": make.appearance, "hedge": "probably"},
    "remove_appearance": {"appearance": make.appearance},
    "add_evidence": {"source": make.source, "finding": "It fell by a tenth."},
    "edit_evidence": {"evidence": make.evidence, "finding": "It fell by a fifth."},
    "remove_evidence": {"evidence": make.evidence},
    "restore_text": {"noun": "claim", "row": 0, "field": "statement", "moment": timezone.now},
}
TEXTS = {"reason", "note", "statement", "addressee", "answer", "because", "body"}  # words that an act cannot do without
OF_THE_CLAIM = {
    make.reply_request,
    make.correction_request,
    make.language_translated,
    make.appearance,
    make.evidence,
}
ACTS = [act for act in desk.ACTS.values() if isinstance(act, desk.DeskAct)]

each_act = pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)


def words_of(act: Any, claim: Claim | None = None) -> dict[str, Any]:
    """What is said with an act; a row that it is about belongs to the claim."""
    made = {name: said for name, said in WORDS[act.name].items() if callable(said)}
    rows = {name: said(claim or make.claim()) if said in OF_THE_CLAIM else said() for name, said in made.items()}
    return WORDS[act.name] | rows


def test_each_act_is_in_the_table() -> None:
    assert set(WORDS) == {act.name for act in ACTS}


@each_act
def test_it_follows_an_arrow(act: Any) -> None:
    assert act.to is None or all(act.to in MOVES[begins] for begins in act.at)


@pytest.mark.parametrize(
    ("act", "status"),
    [(act, status) for act in ACTS for status in Status if status not in act.at],
    ids=lambda value: getattr(value, "name", str(value)),
)
def test_it_is_refused_from_every_state_but_its_own(act: Any, status: Status) -> None:
    claim = make.claim_at(status)

    with pytest.raises(WrongMove):
        act(claim, by=make.administrator(), **words_of(act))

    assert Claim.objects.get(pk=claim.pk).status == status


@each_act
def test_somebody_of_no_group_may_do_nothing(act: Any) -> None:
    claim = make.claim_at(act.at[0])

    with pytest.raises(NotAllowed):
        act(claim, by=User.objects.create(username="guest"), **words_of(act))

    assert Claim.objects.get(pk=claim.pk).version == claim.version


@pytest.mark.parametrize(
    "act", [act for act in ACTS if not act.permission.endswith("work_on_claim")], ids=lambda act: act.name
)
def test_a_writer_may_not_do_what_an_editor_does(act: Any) -> None:
    claim = make.claim_at(act.at[0])

    with pytest.raises(NotAllowed):
        act(claim, by=make.writer(), **words_of(act))

    assert Claim.objects.get(pk=claim.pk).version == claim.version


@pytest.mark.parametrize("act", [act for act in ACTS if TEXTS & set(WORDS.get(act.name, ()))], ids=lambda act: act.name)
def test_it_asks_for_its_words(act: Any) -> None:
    claim = make.claim_at(act.at[0])
    words = words_of(act, claim)

    with pytest.raises(Invalid) as refusal:
        act(claim, by=make.editor(), **words | dict.fromkeys(TEXTS & set(words), "  "))

    assert set(refusal.value.fields) == TEXTS & set(words)


@each_act
def test_it_refuses_a_version_that_is_not_the_newest(act: Any) -> None:
    claim = make.claim_at(act.at[0])

    with pytest.raises(Stale):
        act(claim, by=make.administrator(), version=claim.version - 1, **words_of(act))


@pytest.mark.parametrize("act", [act for act in ACTS if not act.even_if_recused], ids=lambda act: act.name)
def test_somebody_who_is_recused_does_not_do_it(act: Any) -> None:
    claim = make.claim_at(act.at[0])
    topic, person = make.topic(name="Oil"), make.administrator()
    claim.topics.add(topic)
    Recusal.objects.create(person=person, topic=topic, reason="Owns shares.")

    with pytest.raises(NotAllowed, match="is recused from “Oil”"):
        act(claim, by=person, **words_of(act))
