"""Writers, editors and administrators, and what each may do."""

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import migrations

MATERIAL = [
    "article",
    "articleversion",
    "appearance",
    "claim",
    "evidence",
    "verdict",
    "source",
    "capture",
    "speaker",
    "topic",
]
RECORD = ["publication", "publicationbody", "review", "subject"]
SCALE = ["ratingscale", "rating"]


def every(acts: list[str], nouns: list[str]) -> set[str]:
    return {f"{act}_{noun}" for act in acts for noun in nouns}


WRITER = (
    every(["view", "add", "change"], MATERIAL)
    | every(["view"], [*RECORD, *SCALE])
    | {
        "delete_appearance",
        "delete_evidence",
        "work_on_claim",
    }
)
EDITOR = WRITER | every(["delete"], MATERIAL) | {"publish_claim", "withdraw_claim", "view_user"}
ADMINISTRATOR = (
    EDITOR
    | every(["view", "add", "change", "delete"], SCALE)
    | {"override_gate", "add_user", "change_user", "view_group"}
)
GROUPS = {"writer": WRITER, "editor": EDITOR, "administrator": ADMINISTRATOR}


def make_groups(apps: Any, schema_editor: Any) -> None:
    # Permissions are made after all migrations; the groups need them now.
    for label in ("auth", "contenttypes", "claims"):
        create_permissions(
            installed.get_app_config(label), verbosity=0, using=schema_editor.connection.alias
        )
    permissions = apps.get_model("auth", "Permission").objects.all()
    for name, codenames in GROUPS.items():
        group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.set(permissions.filter(codename__in=codenames))


def remove_groups(apps: Any, schema_editor: Any) -> None:
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0002_rules_kept_by_triggers"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
