"""Secrets that we must be able to read again, sealed: a copy of the database alone gives none away."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(secret: str, *, purpose: str) -> bytes:
    """A secret, encrypted and signed (Fernet) with a key made of SECRET_KEY for this purpose alone."""
    return _keys(purpose).encrypt(secret.encode())


def unseal(sealed: bytes, *, purpose: str) -> str:
    """The secret; raises ValueError where it was sealed with a SECRET_KEY that is not known any more."""
    try:
        return _keys(purpose).decrypt(sealed).decode()
    except InvalidToken as error:
        raise ValueError("It was sealed with another SECRET_KEY.") from error


def _keys(purpose: str) -> MultiFernet:
    return MultiFernet([_key(secret, purpose) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str, purpose: str) -> Fernet:
    """HKDF (RFC 5869) makes 32 bytes that say nothing of SECRET_KEY nor of the key of another purpose."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(secret.encode())
    return Fernet(urlsafe_b64encode(derived))
