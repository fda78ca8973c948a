"""The demo starts where it can, and says plainly where it cannot."""

import socket

import pytest
from django.core.management import CommandError, call_command

from claims.intake.people import DEMO_PEOPLE, make_demo_people
from claims.models import User
from claims.vocabulary import Permission


class TestDemo:
    def test_a_taken_port_is_told_with_what_to_do(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]

            with pytest.raises(CommandError, match=rf"Port {port} cannot be used .* make demo PORT={port + 1}"):
                call_command("demo", port=port)

    @pytest.mark.django_db
    def test_its_people_have_the_rights_of_their_groups(self) -> None:
        make_demo_people()

        may = {
            person.username: User.objects.get(username=person.username).has_perm(Permission.PUBLISH)
            for person in DEMO_PEOPLE
        }

        assert may == {"writer": False, "editor": True, "admin": True}

    @pytest.mark.django_db
    def test_a_changed_password_stays_changed(self) -> None:
        editor = make_demo_people()["editor"]
        editor.set_password("a better one")
        editor.save()

        make_demo_people()

        assert User.objects.get(username="editor").check_password("a better one")
