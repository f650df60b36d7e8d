"""Tests about the pages' own house: who knows the design system, who asks access, who knows the
day."""

import ast
import re
from pathlib import Path

import pytest

from keepsight.casework.access import PERMISSIONS, ROLES
from keepsight.web.route import ANYBODY, SIGNED_IN, route
from keepsight.web.urls import ROUTES, urlpatterns

WEB = Path(__file__).parents[2] / "keepsight" / "web"
PAGES = sorted(each for each in WEB.rglob("*.html") if "govuk" not in each.parts)
CODE = sorted(WEB.rglob("*.py"))
OPEN_TO_ANYBODY = {
    "health",
    "sign_in",
    "sign_in_code",
    "with_organisation",
    "from_organisation",
    "sign_out",
} | {
    "worried", "worried_what", "worried_you", "worried_done", "worried_more",
    "api_reference", "api_description",
}  # fmt: skip
OPEN_TO_SIGNED_IN = {
    "first_page",
    "account",
    "second_factor",
    "recovery_codes",
    "change_password",
    "sign_out_everywhere",
    "drafts",
    "draft_keep",
    "draft_here",
    "draft_throw_away",
}


def named(path: Path) -> str:
    return str(path.relative_to(WEB))


def test_every_address_comes_from_the_table_and_names_its_permission() -> None:
    assert [each.name for each in urlpatterns] == [each.name for each in ROUTES]
    for each in ROUTES:
        assert each.permission in {*PERMISSIONS, SIGNED_IN, ANYBODY}, each.address
    assert {each.name for each in ROUTES if each.permission == ANYBODY} == OPEN_TO_ANYBODY
    assert {each.name for each in ROUTES if each.permission == SIGNED_IN} == OPEN_TO_SIGNED_IN


def test_a_route_with_an_unknown_permission_is_refused() -> None:
    with pytest.raises(ValueError, match="no permission called 'see_everything'"):
        route("x", lambda request: None, name="x", permission="see_everything")


def test_no_two_routes_share_a_name_or_an_address() -> None:
    assert len({each.name for each in ROUTES}) == len(ROUTES)
    assert len({each.address for each in ROUTES}) == len(ROUTES)


def test_every_role_can_do_something_on_some_page() -> None:
    asked = {each.permission for each in ROUTES}
    for role in ROLES.values():
        assert role.permissions & asked, role.code


@pytest.mark.parametrize("template", PAGES, ids=named)
def test_only_web_govuk_knows_the_design_system(template: Path) -> None:
    assert "govuk-" not in template.read_text(), "write plain HTML, or add a part to web/govuk"


@pytest.mark.parametrize("template", sorted(WEB.rglob("*.html")), ids=named)
def test_pages_hold_no_script_and_no_style(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "|safe" not in text
    assert "autoescape off" not in text


@pytest.mark.parametrize("template", PAGES, ids=named)
def test_every_form_that_changes_something_carries_its_token(template: Path) -> None:
    for form in re.findall(r"<form\b.*?</form>", template.read_text(), re.DOTALL):
        assert 'method="get"' in form or "{% csrf_token %}" in form


@pytest.mark.parametrize("code", CODE, ids=named)
def test_pages_reach_the_record_only_through_casework(code: Path) -> None:
    """`User` and the reader are what the guard of a route needs; the rest is casework's."""
    allowed = {"keepsight.record.models": {"User"}, "keepsight.record.reader": {"reading_as"}}
    for node in ast.walk(ast.parse(code.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("keepsight.record"):
            assert {each.name for each in node.names} <= allowed.get(node.module or "", set())
        if isinstance(node, ast.Attribute):
            assert node.attr != "objects", "ask casework: it asks access and writes the audit"


@pytest.mark.parametrize("code", CODE, ids=named)
def test_only_web_today_reads_the_clock(code: Path) -> None:
    if code == WEB / "today.py":
        return
    text = code.read_text()
    assert not re.search(r"\b(datetime\.now|date\.today|timezone\.now|localdate)\(", text)
