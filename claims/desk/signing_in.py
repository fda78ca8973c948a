"""What happens at the door is kept."""

from claims.models import SignIn, User
from claims.vocabulary import SignInOutcome

NAME, DEVICE = (SignIn._meta.get_field(name).max_length for name in ("name", "device"))


def keep_sign_in(
    outcome: SignInOutcome, *, person: User | None = None, name: str = "", address: str | None = None, device: str = ""
) -> SignIn:
    """Keep that somebody came in, was refused, left, or changed a key; what they typed is shortened."""
    typed = name.replace("\x00", "")[:NAME]
    return SignIn.objects.create(outcome=outcome, person=person, name=typed, address=address, device=device[:DEVICE])
