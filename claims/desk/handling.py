"""Taking a claim in hand: the guard that every act begins with, and the moves that change no text."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from claims.errors import Invalid, NotAllowed, NotReady, Stale, WrongMove
from claims.models import Claim, User, changes_since
from claims.vocabulary import MOVES, Permission, Status

from .comparing import seen_of
from .gate import missing_for_review

Act = TypeVar("Act", bound=Callable[..., Any])


def act(function: Act) -> Act:
    """Run an act in one transaction, with its name and its person beside every change it makes."""

    @wraps(function)
    def done(*args: Any, by: User, **rest: Any) -> Any:
        with transaction.atomic(), pghistory.context(user=by.pk, act=function.__name__):
            return function(*args, by=by, **rest)

    return cast(Act, done)


def hold(claim: Claim, *, by: User, permission: str, version: int | None = None, seen: str = "") -> Claim:
    """Lock the claim and read it fresh, for a person who may work on it from the version they saw.

    `seen` is the digest of all that they saw (`seen_of`): it also covers what the claim shares with others.
    """
    fresh = Claim.objects.select_for_update().get(pk=claim.pk)
    if not by.has_perm(permission):
        raise NotAllowed(unchanged(fresh), _("your group does not have the right to do this"))
    if version is not None and version != fresh.version:
        raise stale(fresh, version)
    if seen and seen != seen_of(fresh):
        raise Stale(unchanged(fresh), _("a source, speaker, topic or article that it uses was changed in the meantime"))
    return fresh


def take(
    claim: Claim, *, at: Status, to: Status, by: User, permission: str, version: int | None = None, seen: str = ""
) -> Claim:
    """Hold a claim that stands where an act begins, when an arrow leads to where it ends."""
    fresh = hold(claim, by=by, permission=permission, version=version, seen=seen)
    if fresh.status != at or to not in MOVES[at]:
        here, needed = fresh.get_status_display(), at.label
        raise WrongMove(
            unchanged(fresh),
            _("it is “%(here)s”, and this can only be done to a claim that is “%(needed)s”")
            % {"here": here, "needed": needed},
        )
    return fresh


def move(claim: Claim, *, to: Status, **columns: Any) -> None:
    """Put a claim that was taken into its new state, with the columns that go with it."""
    for name, value in columns.items():
        setattr(claim, name, value)
    claim.status = to
    claim.save(update_fields=["status", *columns])


def unchanged(claim: Claim) -> str:
    """How each refusal begins."""
    return _("Nothing was changed in the claim “%(claim)s”") % {"claim": claim}


def stale(claim: Claim, version: int) -> Stale:
    """The refusal of a save made from an old version: who changed what since."""
    changes = [str(change) for change in changes_since(claim, version)]
    return Stale(unchanged(claim), *(changes or [_("somebody else saved it in the meantime")]))


def required(text: str, *, field: str, sentence: str, claim: Claim) -> str:
    """The text without surrounding space; refused when nothing is left."""
    if not text.strip():
        raise Invalid(unchanged(claim), sentence, fields={field: [sentence]})
    return text.strip()


@act
def take_up(claim: Claim, *, by: User, version: int | None = None) -> Claim:
    """Begin to check a spotted claim."""
    claim = take(
        claim,
        at=Status.SPOTTED,
        to=Status.CHECKING,
        by=by,
        permission=Permission.WORK,
        version=version,
    )

    move(claim, to=Status.CHECKING, assignee=by)
    return claim


@act
def send_to_review(claim: Claim, *, by: User, version: int | None = None) -> Claim:
    """Hand a checked claim to a second pair of eyes."""
    claim = take(
        claim,
        at=Status.CHECKING,
        to=Status.REVIEW,
        by=by,
        permission=Permission.WORK,
        version=version,
    )
    if missing := list(missing_for_review(claim)):
        raise NotReady(unchanged(claim), *missing)

    move(claim, to=Status.REVIEW, sent_back_because="")
    return claim


@act
def send_back(claim: Claim, *, by: User, reason: str, version: int | None = None) -> Claim:
    """Return a claim from review to its checker with a reason."""
    claim = take(
        claim,
        at=Status.REVIEW,
        to=Status.CHECKING,
        by=by,
        permission=Permission.PUBLISH,
        version=version,
    )
    reason = required(reason, field="reason", sentence=_("say what has to be done"), claim=claim)

    move(claim, to=Status.CHECKING, sent_back_because=reason)
    return claim
