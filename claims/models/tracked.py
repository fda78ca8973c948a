"""Links and rows of others that are tracked like our own nouns, by triggers on their tables."""

from typing import TYPE_CHECKING

import pghistory
from django.contrib.auth.models import Group

from .claim import Claim
from .user import User

if TYPE_CHECKING:
    from django.db.models import Model as ClaimTopicLink
    from django.db.models import Model as GroupRightLink
    from django.db.models import Model as PersonGroupLink
    from django.db.models import Model as PersonRightLink
else:
    ClaimTopicLink = Claim.topics.through
    GroupRightLink = Group.permissions.through
    PersonGroupLink = User.groups.through
    PersonRightLink = User.user_permissions.through


@pghistory.track(obj_field=None)
class ClaimTopic(ClaimTopicLink):
    """That a claim is about a topic."""

    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class PersonGroup(PersonGroupLink):
    """That somebody is in a group."""

    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class PersonRight(PersonRightLink):
    """That somebody has a right of their own, beside those of their groups."""

    class Meta:
        proxy = True


@pghistory.track(obj_field=None)
class GroupRight(GroupRightLink):
    """That a group has a right."""

    class Meta:
        proxy = True


@pghistory.track()
class House(Group):
    """A group as it is tracked: its name."""

    class Meta:
        proxy = True
