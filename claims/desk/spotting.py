"""Judging suggested sentences: each judgement is kept, and the model of suggestions learns from it."""

from django.utils.translation import gettext as _

from claims.errors import Invalid
from claims.models import ArticleVersion, SpottingLabel, User
from claims.vocabulary import Permission

from .acting import house_act


@house_act(Permission.WORK)
def judge_suggestion(version: ArticleVersion, *, by: User, start: int, end: int, worthy: bool) -> SpottingLabel:
    """Keep whether words of a text are worth a check; a later judgement replaces an earlier one."""
    if not 0 <= start < end <= len(version.text) or not version.text[start:end].strip():
        raise Invalid(_("Nothing was kept"), _("choose a sentence of this text"))
    judged = {"worthy": worthy, "by": by}
    row, _made = SpottingLabel.objects.update_or_create(version=version, start=start, end=end, defaults=judged)
    return row
