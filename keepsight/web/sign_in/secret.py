"""Sealing what must not lie in the database as it is."""

import base64

from cryptography.fernet import Fernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def sealed(text: str) -> str:
    """The text as only this Keepsight, with its secret key, can read it."""
    return _seal().encrypt(text.encode()).decode()


def opened(text: str) -> str:
    """The text that was sealed; raises InvalidToken for anything else."""
    return _seal().decrypt(text.encode()).decode()


def _seal() -> Fernet:
    key = salted_hmac("keepsight.sealed", settings.SECRET_KEY, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
