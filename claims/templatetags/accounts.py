"""What the pages of an account need to say who somebody is."""

from typing import Any

from django import template

from claims.accounts.devices import device_named
from claims.accounts.second_factor import is_required_of

register = template.Library()


@register.filter
def needs_second_factor(person: Any) -> bool:
    """Whether this person works only with a second factor."""
    return is_required_of(person)


@register.filter
def without_placeholder(field: Any) -> str:
    """A field of a form, whose label alone says what goes in."""
    return field.as_widget(attrs={"placeholder": False})


@register.filter
def device(session: Any) -> str:
    """The browser of a session in words."""
    return device_named(session.user_agent)
