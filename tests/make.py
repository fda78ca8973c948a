"""Builders: the least valid object of each noun. A test names only what it is about."""

import datetime
import itertools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateEvent
from procrastinate.jobs import Job as QueuedJob

from claims import anchors, desk
from claims.desk.queueing import queue
from claims.formats.translation import words_of
from claims.models import (
    Appearance,
    Article,
    ArticleVersion,
    Claim,
    Comment,
    CorrectionRequest,
    Evidence,
    HousePage,
    HousePageVersion,
    Invitation,
    Job,
    JobFailure,
    KeptAnswer,
    MarkupPage,
    OtherReview,
    Publication,
    Rating,
    RatingScale,
    ReplyRequest,
    Review,
    SecondVerdict,
    Source,
    Speaker,
    SpottingLabel,
    Standard,
    Tip,
    Topic,
    Translation,
    User,
    Verdict,
    Webhook,
    WebhookDelivery,
)
from claims.models.webhook import TOLD
from claims.text import cited_numbers
from claims.vocabulary import Display, Status, TokenScope, Tone

counter = itertools.count(1)

SCALE = [
    ("true", "True", Tone.TRUE, 5),
    ("mostly-true", "Mostly true", Tone.MOSTLY_TRUE, 4),
    ("half-true", "Half true", Tone.HALF_TRUE, 3),
    ("mostly-false", "Mostly false", Tone.MOSTLY_FALSE, 2),
    ("false", "False", Tone.FALSE, 1),
    ("unverifiable", "Unverifiable", Tone.UNKNOWN, None),
    ("not-checkable", "Not checkable", Tone.QUOTE, None),
]


def person(group: str, **columns: Any) -> User:
    """Somebody of a group, who can log in with the password “password”."""
    number = next(counter)
    columns = {
        "username": f"{group}{number}",
        "is_staff": True,
        "public_name": f"{group.title()} {number}",
    } | columns
    user = User.objects.create_user(password="password", **columns)
    user.groups.add(Group.objects.get(name=group))
    return user


def writer(**columns: Any) -> User:
    return person("writer", **columns)


def editor(**columns: Any) -> User:
    return person("editor", **columns)


def administrator(**columns: Any) -> User:
    return person("administrator", **columns)


def scale(**columns: Any) -> RatingScale:
    """A scale of seven ratings; in use unless another is."""
    number = next(counter)
    free = not RatingScale.objects.filter(in_use=True).exists()
    made = RatingScale.objects.create(
        **{"slug": f"scale-{number}", "name": f"Scale {number}", "in_use": free} | columns
    )
    for order, (slug, label, tone, value) in enumerate(SCALE, start=1):
        Rating.objects.create(
            scale=made,
            slug=slug,
            label=label,
            definition=f"What {label} means.",
            tone=tone,
            value=value,
            order=order,
        )
    return made


def rating(slug: str = "false") -> Rating:
    """A rating of the scale in use."""
    if not RatingScale.objects.filter(in_use=True).exists():
        scale()
    return Rating.objects.in_use().get(slug=slug)


def topic(**columns: Any) -> Topic:
    number = next(counter)
    return Topic.objects.create(**{"slug": f"topic-{number}", "name": f"Topic {number}"} | columns)


def speaker(**columns: Any) -> Speaker:
    number = next(counter)
    return Speaker.objects.create(**{"slug": f"speaker-{number}", "name": f"Speaker {number}"} | columns)


def source(**columns: Any) -> Source:
    number = next(counter)
    defaults = {
        "title": f"Source {number}",
        "publisher": "Statistical office",
        "url": f"https://source.example/{number}",
    }
    return Source.objects.create(**defaults | columns)


def article(*, text: str = "Crime has tripled, she said. Taxes fell.", **columns: Any) -> ArticleVersion:
    """An article with one version of its text; the version is returned."""
    number = next(counter)
    defaults = {"slug": f"article-{number}", "title": f"Article {number}", "display": Display.FULL}
    return ArticleVersion.objects.create(article=Article.objects.create(**defaults | columns), text=text)


def appearance(
    claim: Claim,
    *,
    version: ArticleVersion | None = None,
    quote: str = "Crime has tripled",
    **columns: Any,
) -> Appearance:
    """A claim's appearance where the quote stands in a text."""
    version = version or article()
    place = anchors.find(version.text, quote)
    return Appearance.objects.create(
        claim=claim,
        version=version,
        exact=place.exact,
        prefix=place.prefix,
        suffix=place.suffix,
        start=place.start,
        end=place.end,
        **columns,
    )


def evidence(claim: Claim, **columns: Any) -> Evidence:
    """One more piece of evidence for a claim, numbered next."""
    last = claim.evidence.order_by("number").last()
    defaults = {"number": last.number + 1 if last else 1, "finding": "It fell by a tenth."}
    columns.setdefault("source", None)
    columns["source"] = columns["source"] or source()
    return Evidence.objects.create(claim=claim, **defaults | columns)


def claim(*, topics: list[Topic] | None = None, **columns: Any) -> Claim:
    """A spotted claim and nothing else."""
    made = Claim(**{"statement": f"Crime has tripled {next(counter)} times."} | columns)
    made.propose_slug()
    made.save()
    made.topics.set(topics or [])
    return made


def claim_in_review(
    *,
    by: User | None = None,
    rating: str = "false",
    summary: str = "It has not.",
    rationale: str = "The statistics say otherwise [1].",
    version: ArticleVersion | None = None,
    quote: str = "Crime has tripled",
    speaker: Speaker | None = None,
    role: str = "",
    source: Source | None = None,
    verdict: dict[str, Any] | None = None,
    **columns: Any,
) -> Claim:
    """A claim that lacks nothing but a second pair of eyes."""
    by = by or writer()
    made = claim(**columns)
    appearance(made, version=version, quote=quote, speaker=speaker, role=role)
    evidence(made, source=source)
    desk.take_up(made, by=by)
    propose(made, by=by, rating=rating, summary=summary, rationale=rationale, **verdict or {})
    return desk.send_to_review(made, by=by)


def propose(claim: Claim, *, by: User, rating: str = "false", **columns: Any) -> Verdict:
    """A verdict on a claim by its rating's slug."""
    texts = {"summary": "It has not.", "rationale": "The statistics say otherwise [1]."} | columns
    return desk.propose_verdict(claim, by=by, rating=globals()["rating"](rating), **texts)


def publication(*, editor: User | None = None, **columns: Any) -> Publication:
    """The first publication of a new claim."""
    return desk.publish(claim_in_review(**columns), by=editor or person("editor"))


def published(**columns: Any) -> Claim:
    """A claim that readers see."""
    return Claim.objects.get(pk=publication(**columns).claim_id)


def scheduled(*, hours: float = 1, editor: User | None = None, **columns: Any) -> Claim:
    """A claim that readers will see then."""
    made = claim_in_review(**columns)
    desk.schedule(made, by=editor or person("editor"), publish_at=timezone.now() + timedelta(hours=hours))
    return Claim.objects.get(pk=made.pk)


def review(**columns: Any) -> Review:
    """What readers see of a new claim."""
    return Review.objects.get(claim=publication(**columns).claim_id)


def claim_at(status: Status) -> Claim:
    """A claim that stands there."""
    match status:
        case Status.SPOTTED:
            made = claim()
        case Status.CHECKING:
            made = desk.send_back(claim_in_review(), by=editor(), reason="Find a second source.")
        case Status.REVIEW:
            made = claim_in_review()
        case Status.SCHEDULED:
            made = scheduled()
        case Status.PUBLISHED:
            made = published()
        case Status.WITHDRAWN:
            made = published()
            desk.withdraw(made, by=editor(), note="Wrong person.")
        case _:
            made = _put(claim(), status)
    return Claim.objects.get(pk=made.pk)


def _put(claim: Claim, status: Status) -> Claim:
    """The claim in a state, whichever way led there."""
    claim.status = status
    if status == Status.DECLINED:
        claim.declined_because = "Not checkable."
    if status == Status.MERGED:
        claim.merged_into = globals()["claim"]()
    claim.save()
    return claim


def against_the_triggers(change: Callable[[], Any]) -> None:
    """Do what only the owner of the database could."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        change()
        cursor.execute("SET session_replication_role = DEFAULT")


def comment(claim: Claim, *, by: User | None = None, body: str = "Is this the right table?", **about: Any) -> Comment:
    """What somebody said about a claim."""
    return desk.comment(claim, by=by or writer(), body=body, **about)


def second_verdict_asked(claim: Claim, of: User) -> SecondVerdict:
    """A blind second verdict that somebody still owes."""
    return SecondVerdict.objects.create(claim=claim, asked_by=editor(), asked_of=of)


def job(
    name: str = "tidy_sessions",
    *,
    status: str = "todo",
    attempts: int = 0,
    days_ago: int = 0,
    said: str = "",
    **args: Any,
) -> Job:
    """A job in the queue that came to where it stands so many days ago; `said` is what it failed with."""
    queued = QueuedJob(queue="default", lock=None, queueing_lock=None, task_name=name, task_kwargs=args)
    number = queue.defer_job(queued).id
    Job.objects.filter(pk=number).update(status=status, attempts=attempts)
    ProcrastinateEvent.objects.filter(job_id=number).update(at=Now() - timedelta(days=days_ago))
    if said:
        JobFailure.objects.create(job_id=number, tried=max(attempts, 1), said=said)
    return Job.objects.get(pk=number)


ASKED = datetime.datetime(2026, 5, 3, 9, tzinfo=datetime.UTC)


def published_asking(*, outcome: str = "corrected", days: int = 12, **columns: Any) -> Claim:
    """A published claim of which readers know that we asked for a correction, and what came of it."""
    made = claim_in_review()
    since = None if outcome == "waiting" else ASKED.date() + datetime.timedelta(days=days)
    correction_request(made, outcome=outcome, outcome_on=since, **columns)
    return desk.publish(made, by=editor()).claim


def reply_request(claim: Claim, **columns: Any) -> ReplyRequest:
    """A request for a reply that waits for its answer."""
    return ReplyRequest.objects.create(claim=claim, **{"addressee": "The ministry", "asked_at": ASKED} | columns)


def correction_request(claim: Claim, **columns: Any) -> CorrectionRequest:
    """A correction we asked for, of which nothing came yet."""
    return CorrectionRequest.objects.create(
        claim=claim, **{"addressee": "The paper", "asked_on": ASKED.date()} | columns
    )


def translation(claim: Claim, *, by: User | None = None, language: str = "es", **said: Any) -> Translation:
    """A translation of a published claim that lacks nothing but a second pair of eyes."""
    told = desk.told_finding(Claim.objects.get(pk=claim.pk))
    original = words_of(told.document) if told else {"rationale": "", "conflicts": [], "open_questions": []}
    lists = {
        name: [f"{name} {n}" for n, _line in enumerate(original[name])] for name in ("conflicts", "open_questions")
    }
    cited = " ".join(f"[{number}]" for number in cited_numbers(original["rationale"]))
    words = {"statement": "El crimen se ha triplicado.", "summary": "No es así.", "rationale": f"Las cifras {cited}."}
    return desk.write_translation(claim, by=by or writer(), language=language, **words | lists | said)


def translated(claim: Claim | None = None, *, language: str = "es", **said: Any) -> Claim:
    """A claim that readers see, in another language too."""
    claim = claim or published()
    translation(claim, language=language, **said)
    desk.publish_translation(claim, by=editor(), language=language)
    return claim


def language_translated(claim: Claim) -> str:
    """A language into which a claim is translated, where it is published."""
    return translation(claim).language if claim.status == Status.PUBLISHED else "es"


def invitation(*, group: str = "editor", site: str = "http://testserver/", **columns: Any) -> Invitation:
    """Somebody who was sent a letter; the letter itself waits for the end of the transaction."""
    number = next(counter)
    said = {"address": f"invited{number}@example.org", "public_name": f"Invited {number}"} | columns
    return desk.invite(groups=[Group.objects.get(name=group)], site=site, by=administrator(), **said)


def second_factor(person: User) -> str:
    """An authenticator app for somebody; the secret in it."""
    TOTP.activate(person, secret := generate_totp_secret())
    return secret


def code(secret: str) -> str:
    """What an authenticator app shows now."""
    _earlier, now, _later = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))


def standard(**columns: Any) -> Standard:
    """What a claim must have before readers see it; of every kind unless one is named."""
    return Standard.objects.create(**columns)


def house_page(kind: str = "methodology", **columns: Any) -> HousePage:
    """A draft of a page about the house."""
    words = {"title": f"Page {next(counter)}", "text": "We check what was said."}
    return HousePage.objects.create(kind=kind, **words | columns)


def in_force(kind: str = "methodology", **columns: Any) -> HousePageVersion:
    """A page about the house that readers see."""
    return desk.publish_page(house_page(kind, **columns), by=administrator(), note="It is new.")


def put_in_force(page: HousePage, *, text: str, note: str = "We say more.", **columns: Any) -> HousePageVersion:
    """The next version of a page."""
    page.refresh_from_db()
    for name, value in ({"text": text} | columns).items():
        setattr(page, name, value)
    page.save()
    return desk.publish_page(page, by=administrator(), note=note)


def token(person: User | None = None, *scopes: str, days: int = 30, name: str = "Night import") -> str:
    """The secret of a token of somebody's, who may do all that an editor may."""
    made = desk.issue_token(by=person or editor(), name=name, scopes=scopes or TokenScope.values, days=days)
    return made[1]


def bearer(secret: str) -> dict[str, str]:
    """The header of a request with a token."""
    return {"Authorization": f"Bearer {secret}"}


def webhook(url: str = "https://hooks.example/", *, events: list[str] = TOLD, **said: Any) -> tuple[Webhook, str]:
    """A receiver that is told of everything, and its secret."""
    return desk.add_webhook(url=url, events=events, by=administrator(), **said)


def delivery(webhook: Webhook | None = None, **columns: Any) -> WebhookDelivery:
    """A message that waits to be sent to a receiver."""
    webhook = webhook or globals()["webhook"]()[0]
    made = desk.test_webhook(webhook, by=administrator())
    WebhookDelivery.objects.filter(pk=made.pk).update(**columns)
    return WebhookDelivery.objects.get(pk=made.pk)


def kept_answer(*, asked: str = "a" * 64, hours_ago: int = 0) -> KeptAnswer:
    """What a program was answered so long ago."""
    return KeptAnswer.objects.create(
        asked=asked, sent="0" * 64, person=writer(), status=200, made_at=timezone.now() - timedelta(hours=hours_ago)
    )


def markup_page(*, by: User | None = None, **said: Any) -> MarkupPage:
    """Markup of a page that stands elsewhere."""
    address = {"page_url": f"https://elsewhere.example/{next(counter)}"}
    return desk.keep_markup(by=by or editor(), site="https://ours.example", said=address | said)


def other_review(**columns: Any) -> OtherReview:
    """A fact-check of another publisher."""
    least = {"url": "https://other.example/check", "claim_reviewed": "Crime has tripled.", "markup": {}}
    return OtherReview.objects.create(**least | {"external_id": "0" * 64, "sha256": "0" * 64} | columns)


def spotting_label(**columns: Any) -> SpottingLabel:
    """A sentence that somebody judged."""
    version = columns.pop("version", None) or article()
    least = {"start": 0, "end": len(version.text), "worthy": True, "by": writer()}
    return SpottingLabel.objects.create(version=version, **least | columns)


def tip(*, text: str = "Crime has tripled.", language: str = "en", **said: Any) -> tuple[Tip, str]:
    """A tip of a reader's, and the token of its private address."""
    return desk.send_tip(text=text, language=language, **said)
