"""What an act is: a function that somebody may do to a claim, where it begins and where it ends, as data."""

from collections.abc import Callable, Collection
from functools import update_wrapper
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from claims.errors import Invalid, NotAllowed, Stale, WrongMove
from claims.models import Claim, Recusal, User, changes_since
from claims.vocabulary import MOVES, Status

from .comparing import seen_of
from .entering import enter_if_due

P = ParamSpec("P")
R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])

CLOSED = {Status.DECLINED, Status.MERGED}
OPEN = [status for status in Status if status not in CLOSED]

ACTS: dict[str, "DeskAct[Any, Any] | HouseAct[Any, Any]"] = {}


class DeskAct(Generic[P, R]):
    """An act on a claim: takes it, does it and keeps who did, all in one transaction.

    Beside what the function takes, every call may name the `version` of the claim that was seen, and `seen`,
    the digest of all that readers would be told of it (`seen_of`). Raises a Refused; then nothing was changed.
    """

    def __init__(
        self,
        function: Callable[Concatenate[Claim, P], R],
        *,
        permission: str,
        at: Collection[Status],
        to: Status | None,
        even_if_recused: bool,
        even_if_blind: bool,
    ) -> None:
        self.function, self.name = function, cast(Any, function).__name__
        self.permission, self.at, self.to = permission, list(at), to
        self.even_if_recused, self.even_if_blind = even_if_recused, even_if_blind
        assert to is None or all(to in MOVES[begin] for begin in at), f"{self.name} follows no arrow"
        update_wrapper(cast(Any, self), function)
        ACTS[self.name] = self

    def __call__(self, claim: Claim, *args: P.args, **kwargs: P.kwargs) -> R:
        said = dict(kwargs)
        version, seen = cast(Any, said.pop("version", None)), cast(Any, said.pop("seen", ""))
        by = cast(User, said["by"])
        with transaction.atomic(), pghistory.context(user=by.pk, act=self.name):
            said |= _others_held(claim, said)
            fresh = self.take(claim, by=by, version=version, seen=seen)
            return cast(Any, self.function)(fresh, *args, **said)

    def take(self, claim: Claim, *, by: User, version: int | None, seen: str) -> Claim:
        """The claim, locked and read fresh, for a person who may do this to it as they saw it."""
        fresh = Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
        enter_if_due(fresh)
        refuse_others(fresh, by=by, permission=self.permission, even_if_recused=self.even_if_recused)
        blind = fresh.is_blind_for(by)
        if blind and not self.even_if_blind:
            raise NotAllowed(unchanged(fresh), _("a blind second verdict on it is asked of you: give it first"))
        if version is not None and version != fresh.version:
            raise stale(fresh, version) if not blind else Stale(unchanged(fresh), _("somebody else saved it meanwhile"))
        if fresh.status not in self.at:
            raise WrongMove(unchanged(fresh), _wrong_place(fresh, self.at))
        if seen and seen != seen_of(fresh):
            reason = _("a source, speaker, topic or article that it uses was changed in the meantime")
            raise Stale(unchanged(fresh), reason)
        return fresh


class HouseAct(Generic[P, R]):
    """An act on something else than a claim: done in one transaction by somebody who may, with who did beside it."""

    def __init__(self, function: Callable[P, R], *, permission: str) -> None:
        self.function, self.name, self.permission = function, cast(Any, function).__name__, permission
        update_wrapper(cast(Any, self), function)
        ACTS[self.name] = self

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        by = cast(User, kwargs["by"])
        if not by.has_perm(self.permission):
            raise NotAllowed(_("Nothing was changed"), _("your group does not have the right to do this"))
        with transaction.atomic(), pghistory.context(user=by.pk, act=self.name):
            return self.function(*args, **kwargs)


def act(
    permission: str,
    *,
    at: Collection[Status] = OPEN,
    to: Status | None = None,
    even_if_recused: bool = False,
    even_if_blind: bool = False,
) -> Callable[[Callable[Concatenate[Claim, P], R]], DeskAct[P, R]]:
    """Make a function an act on a claim that stands at one of these states; `to` is where it moves the claim."""

    def made(function: Callable[Concatenate[Claim, P], R]) -> DeskAct[P, R]:
        return DeskAct(
            function,
            permission=permission,
            at=at,
            to=to,
            even_if_recused=even_if_recused,
            even_if_blind=even_if_blind,
        )

    return made


def house_act(permission: str) -> Callable[[Callable[P, R]], HouseAct[P, R]]:
    """Make a function an act on something else than a claim."""

    def made(function: Callable[P, R]) -> HouseAct[P, R]:
        return HouseAct(function, permission=permission)

    return made


def refuse_others(claim: Claim, *, by: User, permission: str, even_if_recused: bool = False) -> None:
    """Refuse somebody whose group may not do this, or who is recused from what the claim is about."""
    if not by.has_perm(permission):
        raise NotAllowed(unchanged(claim), _("your group does not have the right to do this"))
    if not even_if_recused:
        refuse_recused(claim, by=by)


def refuse_recused(claim: Claim, *, by: User) -> None:
    """Refuse somebody who is recused from what the claim is about."""
    if reasons := [recusal.sentence for recusal in Recusal.objects.of(by).touching(claim)]:
        raise NotAllowed(unchanged(claim), *reasons)


def refuse_unfit(row: Model, *columns: str, claim: Claim) -> None:
    """Refuse values that these columns of a row cannot hold."""
    others = {field.name for field in row._meta.fields} - set(columns)
    try:
        row.clean_fields(exclude=others)
        _refuse_too_long(row, columns)
    except ValidationError as error:
        reasons = [sentence for said in error.message_dict.values() for sentence in said]
        raise Invalid(unchanged(claim), *reasons, fields=error.message_dict) from error


def _refuse_too_long(row: Model, columns: Collection[str]) -> None:
    """Refuse texts longer than their column says, which neither Django nor the database looks at."""
    for name in columns:
        most, text = getattr(row._meta.get_field(name), "max_length", None), getattr(row, name)
        if most and isinstance(text, str) and len(text) > most:
            raise ValidationError({name: _("it is longer than %(most)d characters") % {"most": most}})


def move(claim: Claim, *, to: Status | str, **columns: Any) -> None:
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


def _others_held(claim: Claim, said: dict[str, Any]) -> dict[str, Claim]:
    """The other claims that an act names, read fresh.

    They are locked together with its own, all in the order of their keys: so two acts that name each other's claims
    do one after the other, and neither waits for what the other holds.
    """
    named = {name: value for name, value in said.items() if isinstance(value, Claim)}
    if not named:
        return {}
    keys = {claim.pk, *(other.pk for other in named.values())}
    held = Claim.objects.select_for_update(no_key=True).order_by("pk").in_bulk(keys)
    if keys - held.keys():
        raise Claim.DoesNotExist
    return {name: held[other.pk] for name, other in named.items()}


def _wrong_place(claim: Claim, needed: Collection[Status]) -> str:
    return _("it is “%(here)s”, and this can only be done to a claim that is %(needed)s") % {
        "here": claim.get_status_display(),
        "needed": get_text_list([f"“{status.label}”" for status in needed], _("or")),
    }
