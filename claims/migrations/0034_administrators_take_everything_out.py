"""A right of its own to take everything out; administrators have it."""

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = ["export_everything"]


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
    dependencies = [("claims", "0033_ratings_and_media")]

    operations = [
        migrations.AlterModelOptions(
            name="claim",
            options={
                "ordering": ["-pk"],
                "permissions": [
                    ("work_on_claim", "Can take up claims, write verdicts and send them to review"),
                    ("assign_claim", "Can give claims to others, set deadlines and priorities"),
                    ("publish_claim", "Can publish, correct, update, restore and send back claims"),
                    ("withdraw_claim", "Can withdraw published claims"),
                    ("override_gate", "Can publish against the gate with a reason"),
                    ("erase_person", "Can erase a person's data where the law asks for it"),
                    ("export_everything", "Can take out everything that the desk holds"),
                ],
                "verbose_name": "claim",
                "verbose_name_plural": "claims",
            },
        ),
        migrations.RunPython(give, take),
    ]
