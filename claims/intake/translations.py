"""Translations that lie beside a dossier, put before readers through the desk's own acts."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.db import transaction

from claims import desk
from claims.models import Claim, User
from claims.text import cited_numbers

from .dossier import Broken, Dossier, Json, json_in, source_named
from .loading import numbers_of, origin_of, renumbered, slug_of

SCHEMA = Path(__file__).with_name("translations.schema.json")


@transaction.atomic
def load_translations(folder: Path, dossier: Dossier, *, writer: User, editor: User) -> Counter[str]:
    """Publish the translations of a dossier's claims, all or none; one that the desk has already stays as it is.

    Their citations and findings name sources of the dossier, as its own rationales do.
    """
    done: Counter[str] = Counter()
    rows = {row["id"]: row for row in dossier.content["claims"]}
    article = slug_of(dossier.content["article"])
    for path in sorted((folder / "translations").glob("*.json")):
        content = json_in(path, SCHEMA)
        for said in content["translations"]:
            if said["claim"] not in rows:
                raise Broken("Nothing was loaded", f"{path.name}: there is no claim “{said['claim']}”")
            claim = Claim.objects.get(origin=origin_of(article, said["claim"]))
            if claim.translations.filter(language=content["language"]).exists():
                continue
            words = _numbered(said, numbers_of(rows[said["claim"]]), path.name)
            desk.write_translation(claim, by=writer, language=content["language"], **words)
            desk.publish_translation(claim, by=editor, language=content["language"])
            done["translations published"] += 1
    return done


def _numbered(said: Json, numbers: dict[str, int], name: str) -> dict[str, Any]:
    """A translation with the numbers of the claim's evidence in the place of the dossier's sources."""
    sources = [*map(source_named, cited_numbers(said["rationale"])), *said.get("findings", {})]
    if unknown := sorted(set(sources) - numbers.keys()):
        raise Broken("Nothing was loaded", f"{name}: {', '.join(unknown)} is no evidence of “{said['claim']}”")
    words = {key: text for key, text in said.items() if key != "claim"}
    findings = {str(numbers[source]): text for source, text in said.get("findings", {}).items()}
    return words | {"rationale": renumbered(said["rationale"], numbers), "findings": findings}
