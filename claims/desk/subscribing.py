"""When somebody is mailed what the desk tells them; a signed address in each mail ends it, without a login."""

from django.core.signing import BadSignature, Signer

from claims.models import User
from claims.vocabulary import MailWhen, Permission

from .acting import house_act

signer = Signer(salt="claims.mail.stop")


@house_act(Permission.WORK)
def choose_mail(when: MailWhen, *, by: User) -> None:
    """Be mailed at once, once a day, or never; this holds for what waits to be mailed, too."""
    User.objects.filter(pk=by.pk).update(mail_when=when)


def stop_token(person: User) -> str:
    """What proves that an address was mailed to this person. It never runs out: it only ends mail."""
    return signer.sign(person.public_id)


def owner_of(token: str) -> User | None:
    """To whom such an address was mailed; nobody when it was made up."""
    try:
        public_id = signer.unsign(token)
    except BadSignature:
        return None
    return User.objects.filter(public_id=public_id).first()


def stop_mail(person: User) -> None:
    """Mail this person no news any more, not even what waits to be mailed."""
    User.objects.filter(pk=person.pk).update(mail_when=MailWhen.NEVER)
