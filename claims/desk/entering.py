"""From the end of an embargo into the record."""

from claims.models import Claim, Embargo, Publication
from claims.vocabulary import News, Status

from .comparing import differences
from .recording import enter_embargo
from .telling import concerned, tell


def enter_if_due(claim: Claim) -> Publication | None:
    """Enter a locked claim in the record if readers see it since its embargo ended."""
    embargo = Embargo.objects.due().filter(claim=claim).first()
    if embargo is None:
        return None
    unchanged = not differences(claim)
    publication = enter_embargo(embargo)
    claim.status = Status.PUBLISHED
    claim.save(update_fields=["status"])
    tell(concerned(claim), News.PUBLISHED, claim=claim, by=publication.approved_by)
    if unchanged:
        claim.verdict.writers.clear()  # what they wrote is published: the next approver faces new writers
    return publication
