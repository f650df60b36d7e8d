"""Settings: what is missing or wrong in production stops Keepsight with a message that says so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "KEEPSIGHT_MODE": "production",
    "KEEPSIGHT_SECRET_KEY": "k" * 60,
    "KEEPSIGHT_HOSTS": "keepsight.example.gov.uk",
    "DATABASE_URL": "postgresql://app:secret@db.example/keepsight?sslmode=verify-full",
    "DATABASE_OWNER_URL": "postgresql://owner:secret@db.example/keepsight",
}
ORGANISATION = {
    "KEEPSIGHT_OIDC_ISSUER": "https://login.example/",
    "KEEPSIGHT_OIDC_CLIENT_ID": "keepsight",
    "KEEPSIGHT_OIDC_SECRET": "between us",
}
SHOWN = """
import json
from keepsight.config import settings as s
print(json.dumps({name: getattr(s, name) for name in dir(s) if name.isupper()}, default=str))
"""


def loaded(given: dict[str, str | None]) -> subprocess.CompletedProcess[str]:
    """The settings in a process of their own, with this environment over a bare one."""
    bare = {"PATH": os.environ["PATH"]}
    values = {name: value for name, value in given.items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", SHOWN],
        env={**bare, **values},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def shown(given: dict[str, str | None]) -> dict:
    import json

    found = loaded(given)
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


@pytest.mark.parametrize("missing", ["KEEPSIGHT_SECRET_KEY", "KEEPSIGHT_HOSTS", "DATABASE_URL"])
def test_production_says_what_is_missing(missing: str) -> None:
    found = loaded(PRODUCTION | {missing: None})

    assert found.returncode != 0
    assert f"{missing} is not set. It is" in found.stderr


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"KEEPSIGHT_HOSTS": "*"}, "name the hosts"),
        ({"KEEPSIGHT_MODE": "staging"}, "expected one of production, demo, test"),
        ({"DATABASE_URL": "postgresql://a b"}, "DATABASE_URL cannot be read"),
        (
            {"DATABASE_OWNER_URL": "postgresql://app@db.example/keepsight"},
            "name the same role",
        ),
        ({"KEEPSIGHT_MODE": "demo", "KEEPSIGHT_TODAY": "soon"}, "KEEPSIGHT_TODAY is 'soon'"),
        ({"KEEPSIGHT_SECOND_FACTOR": "maybe"}, "expected one of off, offered, required"),
        ({"KEEPSIGHT_IDLE_MINUTES": "never"}, "KEEPSIGHT_IDLE_MINUTES is 'never': expected 5"),
        ({"KEEPSIGHT_LONGEST_HOURS": "25"}, "expected 1 to 24"),
        ({"KEEPSIGHT_OIDC_ISSUER": "https://login.example"}, "set all three or none"),
        (ORGANISATION | {"KEEPSIGHT_OIDC_ISSUER": "http://login.example"}, "begin with https://"),
    ],
)
def test_what_is_wrong_is_said(given: dict[str, str], message: str) -> None:
    found = loaded(PRODUCTION | given)

    assert found.returncode != 0
    assert message in found.stderr
    assert "secret@" not in found.stderr.splitlines()[-1]


def test_production_is_careful() -> None:
    found = shown(PRODUCTION)

    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["keepsight.example.gov.uk"]
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_HTTPONLY"]
    assert found["MESSAGE_STORAGE"].endswith("SessionStorage")
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_SSL_REDIRECT"]
    assert found["SECURE_HSTS_SECONDS"] > 0
    assert "unsafe" not in found["CONTENT_SECURITY_POLICY"]
    assert found["DATABASES"]["default"]["OPTIONS"] == {"sslmode": "verify-full"}
    assert found["DATABASES"]["default"]["USER"] == "app"
    assert found["TODAY"] is None


def test_production_wants_a_second_factor_and_ends_what_lies_idle() -> None:
    found = shown(PRODUCTION)

    assert found["SECOND_FACTOR"] == "required"
    assert found["SESSION_COOKIE_AGE"] == 30 * 60
    assert found["LONGEST_SESSION"] == 12 * 60 * 60
    assert found["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert found["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert not found["HAS_ORGANISATION"]


def test_an_authority_may_bring_its_identity_provider() -> None:
    found = shown(PRODUCTION | ORGANISATION)

    (app,) = found["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
    assert found["HAS_ORGANISATION"]
    assert app["settings"]["server_url"] == "https://login.example"
    assert found["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["OAUTH_PKCE_ENABLED"]


def test_production_cannot_live_on_another_day() -> None:
    assert shown(PRODUCTION | {"KEEPSIGHT_TODAY": "2020-01-01"})["TODAY"] is None


def test_serving_needs_no_owner() -> None:
    assert list(shown(PRODUCTION | {"DATABASE_OWNER_URL": None})["DATABASES"]) == ["default"]


def test_a_demo_needs_only_its_database() -> None:
    found = shown({"KEEPSIGHT_MODE": "demo", "DATABASE_URL": PRODUCTION["DATABASE_URL"]})

    assert found["SESSION_COOKIE_SECURE"] is False
    assert "localhost" in found["ALLOWED_HOSTS"]


def test_the_log_names_nobody() -> None:
    logging = shown(PRODUCTION)["LOGGING"]

    assert logging["loggers"]["django"]["level"] == "WARNING"
    assert logging["loggers"]["django.db.backends"]["level"] == "ERROR"
