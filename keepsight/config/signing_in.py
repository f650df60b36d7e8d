"""The settings of signing in: how long it lasts, the second factor, and an authority's own identity
provider. Part of keepsight.config.settings."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from keepsight.config.environment import (
    IS_PRODUCTION,
    MODE,
    from_environment,
    listed,
    number,
    one_of,
)

SIGN_IN_APPS = [
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
]

# The account of a person is made by `keepsight take-on`, never by signing in.
ACCOUNT_ADAPTER = "keepsight.web.sign_in.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_PRODUCTION else "http"
ACCOUNT_LOGIN_TIMEOUT = 10 * 60

# off, offered to everybody, or required: of everybody, or of the roles that are named.
SECOND_FACTOR = one_of(
    "KEEPSIGHT_SECOND_FACTOR",
    ("off", "offered", "required"),
    otherwise={"production": "required", "demo": "offered", "test": "offered"}[MODE],
)
SECOND_FACTOR_ROLES = listed(
    from_environment("KEEPSIGHT_SECOND_FACTOR_ROLES", "roles, with commas between", otherwise="")
)
MFA_ADAPTER = "keepsight.web.sign_in.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Keepsight"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_REAUTHENTICATION_REQUIRED = False

# Gone when the browser is closed, when nothing happens for so long, and after a long day.
SESSION_COOKIE_AGE = 60 * number(
    "KEEPSIGHT_IDLE_MINUTES", "how long nothing may happen", otherwise=30, smallest=5, largest=480
)
LONGEST_SESSION = 3600 * number(
    "KEEPSIGHT_LONGEST_HOURS",
    "how long a session lasts at most",
    otherwise=12,
    smallest=1,
    largest=24,
)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IS_PRODUCTION
if IS_PRODUCTION:
    # A browser takes a cookie of such a name from this very host only, over TLS.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"

# An identity provider that speaks OpenID Connect: the three belong together.
_ISSUER, _CLIENT, _SECRET = (
    from_environment(f"KEEPSIGHT_OIDC_{each}", "of the identity provider", otherwise="")
    for each in ("ISSUER", "CLIENT_ID", "SECRET")
)
if any((_ISSUER, _CLIENT, _SECRET)) and not all((_ISSUER, _CLIENT, _SECRET)):
    raise ImproperlyConfigured(
        "KEEPSIGHT_OIDC_ISSUER, KEEPSIGHT_OIDC_CLIENT_ID and KEEPSIGHT_OIDC_SECRET belong "
        "together: set all three or none."
    )
if IS_PRODUCTION and _ISSUER and not _ISSUER.startswith("https://"):
    raise ImproperlyConfigured("KEEPSIGHT_OIDC_ISSUER must begin with https://")
ORGANISATION = "organisation"
ORGANISATION_NAME = from_environment(
    "KEEPSIGHT_OIDC_NAME", "what people call that account", otherwise="your organisation’s account"
)
ORGANISATION_CLAIM = from_environment(
    "KEEPSIGHT_OIDC_CLAIM", "the claim that holds the username", otherwise="preferred_username"
)
HAS_ORGANISATION = bool(_ISSUER)
SOCIALACCOUNT_ADAPTER = "keepsight.web.sign_in.adapter.OrganisationAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_QUERY_EMAIL = False
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": ORGANISATION,
                "name": ORGANISATION_NAME,
                "client_id": _CLIENT,
                "secret": _SECRET,
                "settings": {"server_url": _ISSUER.rstrip("/")},
            }
        ]
        if _ISSUER
        else [],
    }
}
