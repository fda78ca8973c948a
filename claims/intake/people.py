"""The people of a trial, one for each group."""

from dataclasses import dataclass

from django.contrib.auth.models import Group

from claims.models import User


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to log in as; the password is for a trial on one's own machine."""

    username: str
    password: str
    group: str
    public_name: str


DEMO_PEOPLE = [
    DemoPerson("writer", "demo-writer-7291", "writer", "Demo writer"),
    DemoPerson("editor", "demo-editor-3864", "editor", "Demo editor"),
    DemoPerson("admin", "demo-admin-5508", "administrator", "Demo administrator"),
]


def make_demo_people() -> dict[str, User]:
    """The people of the trial by user name; those who are there already stay as they are."""
    people = {}
    for person in DEMO_PEOPLE:
        user, new = User.objects.get_or_create(
            username=person.username, defaults={"public_name": person.public_name, "is_staff": True}
        )
        if new:
            user.set_password(person.password)
            user.save(update_fields=["password"])
            user.groups.add(Group.objects.get(name=person.group))
        people[person.username] = user
    return people
