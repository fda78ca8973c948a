"""What writers, editors and administrators may do at the editorial desk."""

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

WRITER = {
    *(f"{act}_{noun}" for act in ("view", "add", "change") for noun in ("replyrequest", "correctionrequest")),
    *(f"view_{noun}" for noun in ("standard", "waiver", "recusal", "secondverdict", "embargo", "comment")),
}
EDITOR = WRITER | {
    "assign_claim",
    "delete_replyrequest",
    "delete_correctionrequest",
    *(f"{act}_recusal" for act in ("add", "change", "delete")),
}
ADMINISTRATOR = EDITOR | {
    "erase_person",
    "view_erasure",
    *(f"{act}_standard" for act in ("add", "change", "delete")),
}
RIGHTS = {"writer": WRITER, "editor": EDITOR, "administrator": ADMINISTRATOR}


def give(apps: Any, schema_editor: Any) -> None:
    # Permissions are made after all migrations; the groups need them now.
    create_permissions(installed.get_app_config("claims"), verbosity=0, using=schema_editor.connection.alias)
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="claims")
    for name, codenames in RIGHTS.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=name):
            group.permissions.add(*permissions.filter(codename__in=codenames))


def take(apps: Any, schema_editor: Any) -> None:
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="claims")
    for name, codenames in RIGHTS.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=name):
            group.permissions.remove(*permissions.filter(codename__in=codenames))


class Migration(migrations.Migration):
    dependencies = [("claims", "0008_discussion_and_presence")]

    operations = [migrations.RunPython(give, take)]
