"""Talking about a claim among colleagues. No reader ever sees it, and no form gets stale by it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.errors import Invalid, NotAllowed, WrongMove
from claims.models import Claim, Comment, Evidence, User
from claims.plain_text import names_called, stands_in
from claims.text import has_bad_characters
from claims.vocabulary import News, Permission, Status

from .acting import act, house_act, refuse_others, unchanged
from .telling import concerned, tell, who_may

EDITABLE_FOR = timedelta(minutes=15)
LONGEST_BODY, LONGEST_PASSAGE = 5000, 500


@act(Permission.WORK, at=list(Status))
def comment(
    claim: Claim,
    *,
    by: User,
    body: str,
    evidence: Evidence | None = None,
    passage: str = "",
    answers: Comment | None = None,
) -> Comment:
    """Say something about a claim, one piece of its evidence, or words of its rationale; or answer somebody.

    Somebody who is recused reads along and says nothing: what is said here shapes the verdict. An answer to a
    resolved thread opens it again.
    """
    body, passage = normalize_newlines(body).strip(), " ".join(passage.split())
    about: dict[str, Any] = {"evidence": evidence, "passage": passage, "answers": answers}
    if faults := dict([*_faults_of_the_body(body), *_faults_of_the_place(claim, **about)]):
        raise Invalid(unchanged(claim), *faults.values(), fields={name: [fault] for name, fault in faults.items()})

    thread = answers and (answers.answers or answers)
    written = Comment.objects.create(
        claim=claim, written_by=by, body=body, evidence=evidence, passage=passage, answers=thread
    )
    if thread:
        Comment.objects.filter(pk=thread.pk).update(resolved_by=None, resolved_at=None)
    _tell_of(written, by=by)
    return written


@house_act(Permission.WORK)
def reword(comment: Comment, *, by: User, body: str) -> Comment:
    """Change one's own words shortly after they were written: that they were changed is shown, the history has how."""
    comment = _held(comment, by=by)
    body = normalize_newlines(body).strip()
    if comment.written_by != by:
        raise NotAllowed(unchanged(comment.claim), _("only who wrote a comment changes it"))
    if timezone.now() > comment.written_at + EDITABLE_FOR:
        minutes = EDITABLE_FOR.seconds // 60
        reason = _("a comment is changed within %(minutes)d minutes; write another one") % {"minutes": minutes}
        raise WrongMove(unchanged(comment.claim), reason)
    if faults := dict(_faults_of_the_body(body)):
        raise Invalid(unchanged(comment.claim), *faults.values(), fields={"body": list(faults.values())})
    if body == comment.body:
        return comment

    comment.body, comment.edited_at = body, timezone.now()
    comment.save(update_fields=["body", "edited_at"])
    _tell_of(comment, by=by)
    return comment


@house_act(Permission.WORK)
def resolve(thread: Comment, *, by: User) -> Comment:
    """Call a thread settled: it is folded away and does not count any more."""
    thread = _held_thread(thread, by=by)
    if thread.resolved_at is not None:
        raise WrongMove(unchanged(thread.claim), _("the thread is resolved already"))

    thread.resolved_by, thread.resolved_at = by, timezone.now()
    thread.save(update_fields=["resolved_by", "resolved_at"])
    return thread


@house_act(Permission.WORK)
def reopen_thread(thread: Comment, *, by: User) -> Comment:
    """Take a resolved thread up again."""
    thread = _held_thread(thread, by=by)
    if thread.resolved_at is None:
        raise WrongMove(unchanged(thread.claim), _("the thread is open"))

    thread.resolved_by = thread.resolved_at = None
    thread.save(update_fields=["resolved_by", "resolved_at"])
    return thread


def unknown_names(body: str) -> list[str]:
    """A sentence about each name in a text that calls nobody, or more people than one."""
    return _people_called(body)[1]


def _held(comment: Comment, *, by: User) -> Comment:
    """The comment, locked and read fresh, for somebody who is not recused from its claim."""
    held = Comment.objects.select_related("claim", "written_by").select_for_update(of=("self",)).get(pk=comment.pk)
    refuse_others(held.claim, by=by, permission=Permission.WORK)
    return held


def _held_thread(thread: Comment, *, by: User) -> Comment:
    held = _held(thread, by=by)
    if held.answers_id is not None:
        raise WrongMove(unchanged(held.claim), _("only a whole thread is resolved or opened, not one answer"))
    return held


def _faults_of_the_body(body: str) -> Iterator[tuple[str, str]]:
    if not body:
        yield "body", _("say something")
    elif len(body) > LONGEST_BODY:
        yield "body", _("a comment has at most %(most)d characters") % {"most": LONGEST_BODY}
    elif has_bad_characters(body):
        yield "body", _("it holds characters that no text has")


def _faults_of_the_place(
    claim: Claim, *, evidence: Evidence | None, passage: str, answers: Comment | None
) -> Iterator[tuple[str, str]]:
    """Yield each reason why a comment cannot stand there, with the name of what is wrong."""
    if answers and (evidence or passage):
        yield "answers", _("an answer is about what its thread is about")
    elif evidence and passage:
        yield "passage", _("choose one: a piece of evidence or words of the rationale")
    if answers and answers.claim_id != claim.pk:
        yield "answers", _("that thread is about another claim")
    if evidence and evidence.claim_id != claim.pk:
        yield "evidence", _("that evidence belongs to another claim")
    if len(passage) > LONGEST_PASSAGE:
        yield "passage", _("choose a shorter passage, of at most %(most)d characters") % {"most": LONGEST_PASSAGE}
    elif passage and not stands_in(passage, rationale_of(claim)):
        yield "passage", _("these words do not stand in the rationale as it was saved")


def rationale_of(claim: Claim) -> str:
    """The rationale of a claim's verdict, where there is one."""
    verdict = getattr(claim, "verdict", None)
    return verdict.rationale if verdict else ""


def _tell_of(comment: Comment, *, by: User) -> None:
    """Tell whom a comment names, and of a new one also whom its claim and its thread concern."""
    called, _unknown = _people_called(comment.body)
    comment.mentions.set(called)
    news: dict[str, Any] = {"claim": comment.claim, "comment": comment, "by": by, "key": f"comment {comment.pk}"}
    tell(called, News.MENTIONED, **news)
    if comment.edited_at is None:
        listeners = {*concerned(comment.claim), *_speakers_before(comment)} - set(called)
        tell(listeners, News.COMMENTED, **news)


def _speakers_before(comment: Comment) -> set[User]:
    """Who spoke in a comment's thread."""
    if comment.answers_id is None:
        return set()
    in_thread = Q(comments__answers=comment.answers_id) | Q(comments=comment.answers_id)
    return set(User.objects.filter(in_thread).distinct())


def _people_called(body: str) -> tuple[list[User], list[str]]:
    """Whom a text calls by user name or public name, and a sentence about each name that does not say whom."""
    names = {name.lower(): name for name in names_called(body)}
    if not names:
        return [], []
    people = who_may(Permission.WORK).annotate(as_user=Lower("username"), as_public=Lower("public_name"))
    found: list[User] = list(people.filter(Q(as_user__in=names) | Q(as_public__in=names)).order_by("pk"))
    called: list[User] = []
    hints = []
    for lower, name in names.items():
        meant = [p for p in found if p.username.lower() == lower] or [
            p for p in found if p.public_name.lower() == lower
        ]
        if len(meant) == 1:
            called += meant
        else:
            hints.append(_hint(name, len(meant)))
    return called, hints


def _hint(name: str, people: int) -> str:
    if not people:
        return _("Nobody who works here is called “%(name)s”, so nobody was told.") % {"name": name}
    sentence = ngettext(
        "%(people)d person is called “%(name)s”, and was not told: write the user name after the @.",
        "%(people)d people are called “%(name)s”, and none was told: write a user name after the @.",
        people,
    )
    return sentence % {"people": people, "name": name}
