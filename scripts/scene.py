"""What the sample alone does not show: a check that was corrected, one that was withdrawn, a reply, a request, a
rule that has changed.

Played in a demo's own shell before its pages are measured or photographed: `from scripts.scene import play; play()`.
"""

from datetime import timedelta

from django.utils import timezone

from claims import desk
from claims.models import Claim, HousePage, User
from claims.vocabulary import CorrectionKind, HousePageKind, Outcome

CORRECTED = "more-than-6000-soldiers-from-both-sides-were-killed-in-the"
WITHDRAWN = "a-picture-of-deek-laying-roses-at-the-ganja-attack-site-was"


def play() -> None:
    """Correct one check with a reply and a request for a correction, withdraw another, change the methodology."""
    writer, editor, administrator = (User.objects.get(username=name) for name in ("writer", "editor", "admin"))
    _correct(Claim.objects.get(slug=CORRECTED), writer, editor)
    desk.withdraw(Claim.objects.get(slug=WITHDRAWN), by=editor, note="The songs were about another visit.")
    _change_the_methodology(administrator)


def _correct(claim: Claim, writer: User, editor: User) -> None:
    asked = timezone.now() - timedelta(days=9)
    reply = desk.ask_reply(claim, by=writer, addressee="The newspaper", asked_at=asked, question="Where is it from?")
    desk.record_answer(
        claim, by=writer, request=reply, answer="From both.", public_answer="We added both sides’ figures."
    )
    request = desk.ask_correction(claim, by=writer, addressee="The newspaper", asked_on=asked.date())
    desk.record_outcome(claim, by=writer, request=request, outcome=Outcome.CORRECTED)
    verdict = claim.verdict
    desk.propose_verdict(
        claim,
        by=writer,
        rating=verdict.rating,
        scope=verdict.scope,
        summary=f"{verdict.summary} Counts differ with the day they were made."[:280],
        rationale=verdict.rationale,
        conflicts=verdict.conflicts,
        open_questions=verdict.open_questions,
        as_of=verdict.as_of,
    )
    desk.correct(claim, by=editor, note="We had not said that the counts grew later.", kind=CorrectionKind.FACTUAL)


def _change_the_methodology(administrator: User) -> None:
    page = HousePage.objects.get(kind=HousePageKind.METHODOLOGY)
    page.text = page.text.replace("Sources that took something", "Two sources that took something")
    page.save()
    desk.publish_page(page, by=administrator, note="We say that it takes two sources to count as one.")
