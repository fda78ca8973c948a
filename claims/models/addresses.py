"""The readable part of an address, made from a name."""

from django.db import models

from claims.text import new_public_id, slug_for

RESERVED = {"bulk"}  # the API has an address of this name beside those of the rows


def free_slug(noun: type[models.Model], name: str, public_id: str = "") -> str:
    """A slug made of the name that no other row of the noun has."""
    public_id = public_id or new_public_id()
    slug = slug_for(name, fallback=public_id)
    taken = slug in RESERVED or noun._default_manager.filter(slug=slug).exists()
    return f"{slug}-{public_id[:6]}" if taken else slug
