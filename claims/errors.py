"""How the desk says no: what was not done, every reason at once, and a short code for machines."""

from collections.abc import Sequence


class Refused(Exception):
    """An act that was not done. Nothing was changed."""

    code = "refused"

    def __init__(self, what: str, *reasons: str) -> None:
        self.what = what
        self.reasons: Sequence[str] = reasons
        super().__init__(f"{what}: {'; '.join(reasons)}." if reasons else what)


class NotAllowed(Refused):
    """This person may not do that."""

    code = "not_allowed"


class WrongMove(Refused):
    """There is no arrow from where the claim stands."""

    code = "wrong_move"


class NotReady(Refused):
    """Something stands between the claim and its readers."""

    code = "not_ready"


class Invalid(Refused):
    """A value that cannot be taken; `fields` says which and why."""

    code = "invalid"

    def __init__(self, what: str, *reasons: str, fields: dict[str, list[str]] | None = None) -> None:
        self.fields = fields or {}
        super().__init__(what, *reasons)


class AlreadyThere(Refused):
    """There is such a thing already, and there can be one only."""

    code = "already_there"


class Stale(Refused):
    """Somebody else saved in between; the reasons say who changed what."""

    code = "stale"


class SecondFactorRequired(Refused):
    """This person may do that once they have shown their second factor."""

    code = "second_factor_required"
