"""Lists to choose from that grow: an editor types a word, and the desk offers what fits."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple


class ChooseOne(AutocompleteSelect):
    """A choosing list that need not ask the database for what its row already holds."""

    known: Any = None

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        if self.known is None or list(value) != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        chosen = self.create_option(name, self.known.pk, str(self.known), True, 1)
        return [(None, [*empty, chosen], 0)]


class ChooseSeveral(AutocompleteSelectMultiple):
    """A choosing list without a button that empties it: that button is no item of the list it stands in."""

    def build_attrs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().build_attrs(*args, **kwargs) | {"data-allow-clear": "false"}
