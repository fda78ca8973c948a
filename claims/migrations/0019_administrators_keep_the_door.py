"""Administrators invite, and read who came in."""

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = ("view_invitation", "add_invitation", "view_signin")


def rights(apps: Any) -> Any:
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="claims", codename__in=RIGHTS
    )


def give(apps: Any, schema_editor: Any) -> None:
    # Permissions are made after all migrations; the group needs them now.
    create_permissions(installed.get_app_config("claims"), verbosity=0, using=schema_editor.connection.alias)
    for group in apps.get_model("auth", "Group").objects.filter(name="administrator"):
        group.permissions.add(*rights(apps))


def take(apps: Any, schema_editor: Any) -> None:
    for group in apps.get_model("auth", "Group").objects.filter(name="administrator"):
        group.permissions.remove(*rights(apps))


class Migration(migrations.Migration):
    dependencies = [("claims", "0018_invitations_and_sign_ins")]

    operations = [migrations.RunPython(give, take)]
