"""Which computer a request comes from."""

from django.conf import settings
from django.http import HttpRequest


def computer(request: HttpRequest) -> str:
    """Its address; behind a proxy the one that the proxy saw, which is the last that is named."""
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        named: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
        if named:
            return named.rpartition(",")[2].strip()
    address: str = request.META.get("REMOTE_ADDR", "")
    return address
