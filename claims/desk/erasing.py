"""Erasing a natural person's data where the law asks for it: the words go, the record stays, a note says so."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from claims.errors import Invalid
from claims.formats.canonical import canonical, instant
from claims.formats.redaction import SHORTEST, Redaction, Words
from claims.models import (
    AccessToken,
    ArticleVersion,
    Claim,
    Embargo,
    ErasedEntry,
    Erasure,
    Invitation,
    KeptAnswer,
    Notification,
    Presence,
    Publication,
    PublicationBody,
    SignIn,
    User,
    events_of,
)
from claims.vocabulary import Permission

from .acting import house_act
from .locking import lock_record
from .people import end_sessions, take
from .places import NOBODY, Place, Scope, counted, digest_of, places, redact, requote
from .projecting import show_again

FORMER = "Former member"
IN_PLACE = "[name erased]"


@dataclass(frozen=True)
class Extent:
    """What an erasure would touch: rows by table, entries of the record, and entries of claims that it leaves alone."""

    rows: dict[str, int]
    entries: list[int]
    elsewhere: int


@house_act(Permission.ERASE)
def erase_words(
    words: Sequence[str],
    *,
    by: User,
    subject: str,
    basis: str,
    claims: Collection[Claim] | None,
    instead: str = IN_PLACE,
) -> Erasure:
    """Take a natural person's name out of some claims and all they cite; `claims=None`: out of everything there is."""
    sought = Words(_names(words), instead.strip())
    _refuse(_wrong_words(sought), _wrong_note(sought, subject, basis), _scheduled(sought, claims))

    note = _note(by=by, subject=subject, basis=basis)
    _erase(note, sought, _scope(claims))
    return note


@house_act(Permission.ERASE)
def erase_member(person: User, *, by: User, subject: str, basis: str, words: Sequence[str] = ()) -> Erasure:
    """Take the name, user name and address of somebody who left out of everything there is."""
    person = take(person, by=by)
    named = words_of(person, words)
    active = [_("they still work here: make them inactive first")] if person.is_active else []
    _refuse(active, _wrong_note(named, subject, basis), _scheduled(named, None))

    note = _note(by=by, subject=subject, basis=basis)
    _empty(person)
    _erase(note, named, Scope(), bylines={person.public_id: FORMER})
    return note


def extent_of_words(words: Sequence[str], *, claims: Collection[Claim] | None) -> Extent:
    """What erase_words would touch now."""
    return _extent(Words(_names(words), IN_PLACE), _scope(claims), bylines={})


def extent_of_member(person: User, words: Sequence[str] = ()) -> Extent:
    """What erase_member would touch now."""
    return _extent(words_of(person, words), Scope(), bylines={person.public_id: FORMER})


def words_of(person: User, words: Sequence[str] = ()) -> Words:
    """All that somebody was ever called here. One name alone is a handle: it may be a common word."""
    said = [(person.username, person.public_name, person.get_full_name(), person.email)]
    said += [
        (event.username, event.public_name, f"{event.first_name} {event.last_name}".strip(), event.email)
        for event in events_of(User).filter(pgh_obj_id=person.pk)
    ]
    called = {name.strip() for names in said for name in names if name.strip() and name != FORMER}
    sure = {name for name in called if " " in name or "@" in name}
    names = dict.fromkeys([*sorted(sure), *_names(words)])
    return Words(tuple(names), FORMER, handles=tuple(sorted(called - sure)))


def _names(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(word.split()) for word in words if word.strip()))


def _scope(claims: Collection[Claim] | None) -> Scope:
    return Scope(None if claims is None else tuple(claim.pk for claim in claims))


def _refuse(*reasons: Iterable[str]) -> None:
    if said := list(chain(*reasons)):
        raise Invalid(_("Nothing was erased"), *said)


def _wrong_words(words: Words) -> Iterator[str]:
    if not words.names:
        yield _("give the words that must go")
    for name in words.names:
        if sum(letter.isalnum() for letter in name) < SHORTEST:
            yield _("“%(word)s” is too short to be looked for") % {"word": name}


def _wrong_note(words: Words, subject: str, basis: str) -> Iterator[str]:
    if not subject.strip():
        yield _("say what is erased, without the name")
    if not basis.strip():
        yield _("name the legal basis")
    if not words.instead:
        yield _("say what stands in place of the words")
    if any(words.stand_in(text) for text in (subject, basis, words.instead)):
        yield _("the note may not hold the words that it erases")


def _scheduled(words: Words, claims: Collection[Claim] | None) -> Iterator[str]:
    """Yield a reason for each claim that waits with a document that nobody may change any more."""
    waiting = Embargo.objects.select_related("claim")
    if claims is not None:
        waiting = waiting.filter(claim__in=[claim.pk for claim in claims])
    for embargo in waiting:
        if words.out_of_all(embargo.document) != embargo.document:
            yield _("“%(claim)s” is scheduled with it: call it off first") % {"claim": embargo.claim}


def _note(*, by: User, subject: str, basis: str) -> Erasure:
    """Write the note; by its transaction the database knows that the act is this one."""
    lock_record()
    note = Erasure.objects.create(subject=subject.strip(), basis=basis.strip(), erased_by=by)
    _open(note.pk)
    return note


def _open(note: int | str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('claims.erasure', %s, true)", [str(note)])


def _empty(person: User) -> None:
    """Leave nothing of somebody but that they were here; their password fits no more, nor does any session."""
    nobody = {
        "username": f"former-{person.public_id}",
        "public_name": FORMER,
        "first_name": "",
        "last_name": "",
        "email": "",
    }
    for name, value in nobody.items():
        setattr(person, name, value)
    person.set_unusable_password()
    person.save()
    person.groups.clear()
    events_of(User).filter(pgh_obj_id=person.pk).update(**nobody)
    SignIn.objects.filter(person=person).update(name="", address=None, device="")
    Invitation.objects.filter(person=person).update(public_name=FORMER, address=NOBODY)
    end_sessions(person)
    for traces in (Notification.objects.filter(person=person), Presence.objects.filter(person=person)):
        traces.delete()
    for keys in (EmailAddress, Authenticator, UserSession, SocialAccount, AccessToken):
        keys.objects.filter(user=person).delete()


def _erase(note: Erasure, words: Words, scope: Scope, *, bylines: dict[str, str] | None = None) -> None:
    redaction = Redaction(words, bylines or {}, _redact_rows(words, scope))
    changed = [entry for entry, within in _entries(redaction, scope) if _redact_entry(entry, within, note)]
    if (left := next(places(words, scope), None)) is not None:
        raise Invalid(_("Nothing was erased"), _("it still stands in %(where)s") % {"where": left.noun._meta.label})
    _open("")
    KeptAnswer.objects.all().delete()  # any of them may hold the words
    newest = {entry.claim_id: entry for entry in Publication.objects.in_order().filter(claim__in=_claims(changed))}
    show_again(newest.values())


def _claims(entries: Iterable[Publication]) -> set[int]:
    return {entry.claim_id for entry in entries}


def _redact_rows(words: Words, scope: Scope) -> dict[str, tuple[str, str]]:
    """Redact every row; returns the texts of articles as they are now, by the digest that they had."""
    texts = {}
    for place in list(places(words, scope)):
        before = _digest_of(place)
        redact(place)
        if before:
            version = ArticleVersion.objects.get(pk=place.pk)
            requote(version)
            texts[before] = (version.sha256, version.text)
    return texts


def _digest_of(place: Place) -> str:
    if place.noun is not ArticleVersion:
        return ""
    return ArticleVersion.objects.values_list("sha256", flat=True).get(pk=place.pk)


def _entries(redaction: Redaction, scope: Scope) -> Iterator[tuple[Publication, Redaction]]:
    """Yield each entry that may have to be redacted, oldest first, with what is taken out of it.

    The text of an article is one for all who cite it: an entry of another claim quotes it as it is now, and no more.
    """
    texts_alone = Redaction(Words((), redaction.words.instead), {}, redaction.texts)
    for entry in Publication.objects.in_order().filter(_may_hold(redaction)):
        yield entry, redaction if scope.holds(entry.claim_id) else texts_alone


def _may_hold(redaction: Redaction) -> Q:
    people = redaction.bylines
    found = Q(written_by__public_id__in=people) | Q(approved_by__public_id__in=people)
    if redaction.words.loosely:
        found |= Q(body__text__iregex=redaction.words.loosely)
    for named in (*people, *redaction.texts):  # translations name those who made them, entry after entry
        found |= Q(body__text__contains=named)
    return found


def _redact_entry(entry: Publication, redaction: Redaction, note: Erasure) -> bool:
    mark = {"number": note.pk, "erased_at": instant(note.erased_at), "basis": note.basis}
    redacted = redaction.of(entry.document, mark=mark)
    if redacted is entry.document:
        return False
    text = canonical(redacted)
    ErasedEntry.objects.create(erasure=note, publication=entry, digest=digest_of(text))
    PublicationBody.objects.filter(publication=entry).update(nonce=None, text=text)
    return True


def _extent(words: Words, scope: Scope, *, bylines: dict[str, str]) -> Extent:
    found = list(places(words, scope))
    texts = {digest: (digest, "") for place in found if (digest := _digest_of(place))}
    everything = Redaction(words, bylines, {})
    entries, elsewhere = [], 0
    for entry in Publication.objects.in_order().filter(_may_hold(Redaction(words, bylines, texts))):
        holds = everything.of(entry.document, mark={}) is not entry.document
        cites = any(digest in entry.text for digest in texts)
        if cites or (holds and scope.holds(entry.claim_id)):
            entries.append(entry.number)
        elsewhere += holds and not scope.holds(entry.claim_id)
    return Extent(counted(found), entries, elsewhere)
