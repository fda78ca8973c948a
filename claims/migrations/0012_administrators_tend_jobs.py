"""Administrators see the background jobs and may try those that failed again."""

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = ["view_job", "tend_job"]


def rights(apps: Any, schema_editor: Any) -> Any:
    # Permissions are made after all migrations; the group needs them now.
    create_permissions(installed.get_app_config("claims"), verbosity=0, using=schema_editor.connection.alias)
    permissions = apps.get_model("auth", "Permission").objects
    return permissions.filter(content_type__app_label="claims", codename__in=RIGHTS)


def give(apps: Any, schema_editor: Any) -> None:
    for group in apps.get_model("auth", "Group").objects.filter(name="administrator"):
        group.permissions.add(*rights(apps, schema_editor))


def take(apps: Any, schema_editor: Any) -> None:
    for group in apps.get_model("auth", "Group").objects.filter(name="administrator"):
        group.permissions.remove(*rights(apps, schema_editor))


class Migration(migrations.Migration):
    dependencies = [("claims", "0011_background_jobs")]

    operations = [migrations.RunPython(give, take)]
