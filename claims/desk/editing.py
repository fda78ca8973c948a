"""Writing claims: what was said, where it was made and what is held for and against it, row by row."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Max, Model
from django.utils.translation import gettext as _

from claims.anchors import Anchor, QuoteAmbiguous, QuoteNotFound, anchor_at, find
from claims.errors import NotAllowed, NotReady
from claims.models import Appearance, ArticleVersion, Claim, Evidence, Speaker, Topic, User, free_slug, next_number
from claims.vocabulary import Permission, Status, TipStatus

from .acting import act, house_act, refuse_recused, stale, unchanged
from .assigning import AS_IT_IS
from .fitting import fill, invalid, kept, refuse_without_right, within

CLAIM = {"statement", "slug", "language", "kind", "figure", "public_interest"}
QUOTE = {"exact", "prefix", "suffix", "start", "end"}
APPEARANCE = {"speaker", "role", "said_on", "hedge", "position"}
EVIDENCE = {"source", "stance", "finding", "excerpt", "locator", "primary", "figure", "position"}
Said = dict[str, Any]


@house_act("claims.add_claim")
def spot(
    *,
    by: User,
    statement: str,
    topics: Collection[Topic] = (),
    appearances: Iterable[Said] = (),
    evidence: Iterable[Said] = (),
    **columns: Any,
) -> Claim:
    """Put a claim on the desk, with where it was made and what is held for and against it.

    `columns` are of CLAIM; without a slug it gets one. Each appearance says what `add_appearance` takes, each piece
    of evidence what `add_evidence` takes.
    """
    what, claim = _("No claim was added"), Claim()
    said = _tidy(columns | {"statement": statement}, CLAIM)
    _refuse_unplanned(claim, said, by, what)
    said["slug"] = said.get("slug") or free_slug(Claim, said["statement"], claim.public_id)
    fill(claim, what, said)
    with kept(what):
        claim.save()
        claim.topics.set(topics)
    for place, words in enumerate(appearances):
        with within(f"appearances.{place}"):
            _append_appearance(claim, by, what, {"position": place + 1} | words)
    for place, words in enumerate(evidence):
        with within(f"evidence.{place}"):
            _append_evidence(claim, by, what, {"position": place + 1, "number": place + 1} | words)
    refuse_recused(claim, by=by)
    return claim


@act(Permission.WORK)
def edit_claim(claim: Claim, /, *, by: User, topics: Collection[Topic] = AS_IT_IS, **columns: Any) -> Claim:
    """Rewrite what a claim says.

    `columns` are of CLAIM; what is not said stays as it is.
    """
    what = unchanged(claim)
    refuse_without_right(by, "change", Claim, what)
    said = _tidy(columns, CLAIM)
    _refuse_unplanned(claim, said, by, what)

    changed = fill(claim, what, said)
    moved = topics is not AS_IT_IS and set(topics) != set(claim.topics.all())
    if not (changed or moved):
        return claim
    with kept(what):
        claim.save()
        if moved:
            claim.topics.set(topics)
    refuse_recused(claim, by=by)
    return claim


@house_act("claims.delete_claim")
def remove_claim(claim: Claim, *, by: User, version: int | None = None) -> None:
    """Take a claim off the desk that readers were never told of. Its history stays."""
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    what = _("The claim “%(claim)s” was not removed") % {"claim": claim}
    refuse_recused(claim, by=by)
    if claim.is_blind_for(by):
        raise NotAllowed(what, _("a blind second verdict on it is asked of you: give it first"))
    if version is not None and version != claim.version:
        raise stale(claim, version)
    if claim.is_in_the_record:
        raise NotReady(what, _("readers have been told of it, or will be: withdraw it or call it off"))
    if claim.status == Status.MERGED:
        raise NotReady(what, _("it is a part of “%(other)s”") % {"other": claim.merged_into})
    if claim.merged_from.exists():
        raise NotReady(what, _("another claim was merged into it"))
    with kept(what):
        claim.tips.update(status=TipStatus.LOOKED_AT, claim=None)
        claim.delete()


@act(Permission.WORK)
def add_appearance(claim: Claim, /, *, by: User, text: ArticleVersion, **said: Any) -> Appearance:
    """Say where a claim was made: the quote is looked up in the text of an article's version.

    `said` is of QUOTE (the exact words, what stands around them where they stand there twice, or from where to where
    they stand, in code points) and of APPEARANCE. The role is the speaker's unless it is said.
    """
    refuse_without_right(by, "change", Claim, unchanged(claim))
    row = _append_appearance(
        claim, by, unchanged(claim), {"position": _last(claim.appearances)} | said | {"text": text}
    )
    return _belongs(claim, row, by)


@act(Permission.WORK)
def edit_appearance(claim: Claim, /, *, by: User, appearance: Appearance, **said: Any) -> Appearance:
    """Rewrite where a claim was made.

    `said` is what `add_appearance` takes; what is not said stays as it is.
    """
    what = unchanged(claim)
    refuse_without_right(by, "change", Claim, what)
    refuse_without_right(by, "change", Appearance, what)
    row = _fresh(claim.appearances.select_related("version"), appearance, what)
    if not _fill_appearance(row, what, said):
        return row
    with kept(what):
        row.save()
    return _belongs(claim, row, by)


@act(Permission.WORK)
def remove_appearance(claim: Claim, *, by: User, appearance: Appearance) -> None:
    """Say no longer that a claim was made there."""
    _remove(claim, _fresh(claim.appearances, appearance, unchanged(claim)), by)


@act(Permission.WORK)
def add_evidence(claim: Claim, /, *, by: User, **said: Any) -> Evidence:
    """Hold a source for or against a claim; the desk gives it the number by which the rationale cites it.

    `said` is of EVIDENCE; source and finding are needed.
    """
    refuse_without_right(by, "change", Claim, unchanged(claim))
    given = {"position": _last(claim.evidence), "number": next_number(claim)}
    return _belongs(claim, _append_evidence(claim, by, unchanged(claim), given | said), by)


@act(Permission.WORK)
def edit_evidence(claim: Claim, /, *, by: User, evidence: Evidence, **said: Any) -> Evidence:
    """Rewrite a piece of evidence; what is not said stays as it is, and so does its number."""
    what = unchanged(claim)
    refuse_without_right(by, "change", Claim, what)
    refuse_without_right(by, "change", Evidence, what)
    row = _fresh(claim.evidence.select_related("source"), evidence, what)
    if not fill(row, what, _tidy(said, EVIDENCE)):
        return row
    with kept(what):
        row.save()
    return _belongs(claim, row, by)


@act(Permission.WORK)
def remove_evidence(claim: Claim, *, by: User, evidence: Evidence) -> None:
    """Take a piece of evidence away; nothing else gets its number."""
    _remove(claim, _fresh(claim.evidence, evidence, unchanged(claim)), by)


def _append_appearance(claim: Claim, by: User, what: str, said: Said) -> Appearance:
    refuse_without_right(by, "add", Appearance, what)
    speaker: Speaker | None = said.get("speaker")
    if speaker is not None:
        said = said | {"role": said.get("role") or speaker.role}
    row = Appearance(claim=claim)
    _fill_appearance(row, what, said)
    with kept(what):
        row.save()
    return row


def _append_evidence(claim: Claim, by: User, what: str, said: Said) -> Evidence:
    refuse_without_right(by, "add", Evidence, what)
    row = Evidence(claim=claim, number=said["number"])
    fill(row, what, _tidy({name: value for name, value in said.items() if name != "number"}, EVIDENCE))
    with kept(what):
        row.save()
    return row


def _fill_appearance(row: Appearance, what: str, said: Said) -> bool:
    quote = {name: said[name] for name in QUOTE & said.keys() if said[name] is not None}
    text: ArticleVersion | None = said.get("text")
    columns = _tidy({name: said[name] for name in said.keys() - QUOTE - {"text"}}, APPEARANCE)
    if text is not None or quote:
        columns |= {"version": text or row.version, **vars(_placed(row, what, text, quote))}
    return fill(row, what, columns)


def _placed(row: Appearance, what: str, text: ArticleVersion | None, quote: Said) -> Anchor:
    """Where a quote stands; what is not said of it is as it was."""
    hint = row.start if row.pk and (text is None or text.pk == row.version_id) else None
    if row.pk and not {"exact", "start", "end"} & quote.keys():
        quote = {"exact": row.exact, "prefix": row.prefix, "suffix": row.suffix} | quote
    found = _found((text or row.version).text, what, quote, hint)
    for name in {"start", "end"} & quote.keys():
        if quote[name] != getattr(found, name):
            sentence = _("the quote stands from %(start)d to %(end)d") % {"start": found.start, "end": found.end}
            raise invalid(what, {name: [sentence]})
    return found


def _found(text: str, what: str, quote: Said, hint: int | None) -> Anchor:
    exact, start, end = quote.get("exact", ""), quote.get("start", hint), quote.get("end")
    try:
        if exact.strip():
            return find(text, exact, quote.get("prefix", ""), quote.get("suffix", ""), start=start)
        if "start" in quote and end is not None:
            return anchor_at(text, quote["start"], end)
    except (QuoteNotFound, QuoteAmbiguous) as error:
        raise invalid(what, {"exact": [str(error)]}) from error
    except ValueError as error:
        raise invalid(what, {"start": [str(error)]}) from error
    raise invalid(what, {"exact": [_("give the words, or from where to where they stand")]})


def _remove(claim: Claim, row: Model, by: User) -> None:
    refuse_without_right(by, "change", Claim, unchanged(claim))
    refuse_without_right(by, "delete", type(row), unchanged(claim))
    row.delete()
    claim.save(update_fields=[])


def _belongs(claim: Claim, row: Any, by: User) -> Any:
    """The row, which makes the claim another version of itself; not one that its writer keeps out of."""
    claim.save(update_fields=[])
    refuse_recused(claim, by=by)
    return row


def _fresh(rows: Any, row: Model, what: str) -> Any:
    found = rows.filter(pk=row.pk).first()
    if found is None:
        raise NotReady(what, _("somebody else removed this in the meantime"))
    return found


def _last(rows: Any) -> int:
    """The place behind all others."""
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def _tidy(said: Said, known: Collection[str]) -> Said:
    """The values without surrounding space; the statement is one line."""
    if unknown := said.keys() - set(known):
        raise TypeError(f"not to be written here: {', '.join(sorted(unknown))}")
    texts = {name: value.strip() for name, value in said.items() if isinstance(value, str)}
    if "statement" in texts:
        texts["statement"] = " ".join(texts["statement"].split())
    return said | texts


def _refuse_unplanned(claim: Claim, said: Said, by: User, what: str) -> None:
    """Refuse a reason to check a claim by somebody who does not plan the work."""
    if said.get("public_interest", claim.public_interest) == claim.public_interest:
        return
    if not by.has_perm(Permission.ASSIGN):
        raise NotAllowed(what, _("your group does not have the right to say why it is checked"))
