"""The sections of a claim's screen that say whom we asked, with a form beside each row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from claims.models import Claim, CorrectionRequest, Recusal, ReplyRequest, Speaker, User

from .acts import Deed, deed
from .asking_forms import speakers_of

ON_REPLIES = ("record_answer", "amend_reply_request", "remove_reply_request")
ON_CORRECTIONS = ("record_outcome", "amend_correction_request", "remove_correction_request")


@dataclass(frozen=True)
class RowAct:
    """An act on one row, with its form; `key` is the form's name on the page."""

    deed: Deed
    form: Any
    key: str


@dataclass(frozen=True)
class AskedRow:
    """A request, and what may be done with it."""

    row: ReplyRequest | CorrectionRequest
    acts: list[RowAct]


def asked(claim: Claim, person: User) -> dict[str, Any]:
    """Whom we asked about a claim, and what this person may do about it; in a fixed number of queries."""
    if Recusal.objects.of(person).touching(claim).exists():
        return _only_read(claim)
    speakers = list(speakers_of(claim))

    def listed(rows: Iterable[Any], names: tuple[str, ...]) -> list[AskedRow]:
        return [AskedRow(row, list(_acts(claim, person, names, speakers, row))) for row in rows]

    return {
        "replies": listed(claim.reply_requests.all(), ON_REPLIES),
        "corrections": listed(claim.correction_requests.all(), ON_CORRECTIONS),
        "ask_reply": next(_acts(claim, person, ("ask_reply",), speakers), None),
        "ask_correction": next(_acts(claim, person, ("ask_correction",), speakers), None),
    }


def _only_read(claim: Claim) -> dict[str, Any]:
    """The requests without acts, for somebody who keeps out of the claim."""
    replies, corrections = claim.reply_requests.all(), claim.correction_requests.all()
    return {
        "replies": [AskedRow(row, []) for row in replies],
        "corrections": [AskedRow(row, []) for row in corrections],
    }


def _acts(
    claim: Claim, person: User, names: tuple[str, ...], speakers: list[Speaker], row: Any = None
) -> Iterator[RowAct]:
    for chosen in filter(None, map(deed, names)):
        if not chosen.is_for(claim, person):
            continue
        key = f"{chosen.name}-{row.pk}" if row else chosen.name
        form: Any = chosen.form(None, name=key, claim=claim, person=person)
        form.begin_with(row, speakers)
        yield RowAct(chosen, form, f"act-{key}")
