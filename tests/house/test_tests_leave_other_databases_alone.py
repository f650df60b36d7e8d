"""Whoever has the settings of a real Keepsight in their shell can still not run the tests on it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
OTHERS = "postgresql://somebody@127.0.0.1:9/real_children"


def run(**more: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO", "DATABASE"))}
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "tests/unit/record/test_append_only.py",
            "-k",
            "none",
        ],
        env={**kept, "KEEPSIGHT_MODE": "test", "DATABASE_URL": OTHERS, **more},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_pytest_stops_where_settings_were_read_before_the_tests_own() -> None:
    stopped = run(DJANGO_SETTINGS_MODULE="keepsight.config.settings")

    assert stopped.returncode == 4
    assert "Unset it" in stopped.stdout + stopped.stderr


def test_a_database_address_alone_is_replaced() -> None:
    assert "deselected" in run().stdout


def test_make_takes_the_settings_out_of_the_shell() -> None:
    assert "\nunexport DJANGO_SETTINGS_MODULE\n" in (ROOT / "Makefile").read_text("utf-8")
