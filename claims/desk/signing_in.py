"""What happens at the door is kept."""

from claims.models import SHORTENED_TO, SignIn, User
from claims.vocabulary import SignInOutcome


def keep_sign_in(
    outcome: SignInOutcome, *, person: User | None = None, name: str = "", address: str | None = None, device: str = ""
) -> SignIn:
    """Keep that somebody came in, was refused, left, or changed a key; what they typed is shortened."""
    typed = name.replace("\x00", "")[:SHORTENED_TO]
    browser = device.replace("\x00", "")[:SHORTENED_TO]
    return SignIn.objects.create(outcome=outcome, person=person, name=typed, address=address, device=browser)
