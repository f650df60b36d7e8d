"""The page of a finding explains it; the pages of the rules say how each behaves."""

import pytest

from keepsight.rules.rulebook import RULES
from tests.web.conftest import SignIn
from tests.web.small_authority import MAYA, SmallAuthority

RULE = "category_changed_while_unanswered"


def test_a_finding_names_its_facts_its_source_and_what_clears_it(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    page = sign_in("social_worker").get(f"/findings/{authority.finding_about(MAYA, RULE)}")
    text = page.content.decode()
    assert "Found on 25 November 2024, 4 months ago." in text
    assert text.index("13 May 2024") < text.index("<strong>25 November 2024")
    assert "It is a secret game." in text
    assert RULES[RULE].clears in text
    assert str(RULES[RULE].source) in text
    assert RULES[RULE].standing_in_words in text
    assert f'href="/rules/{RULE}"' in text
    assert 'href="/concerns/maya-first"' in text
    assert 'href="/children/maya"' in text


def test_the_fact_that_raised_it_is_marked_once(authority: SmallAuthority, sign_in: SignIn) -> None:
    page = sign_in("chair").get(f"/findings/{authority.finding_about(MAYA, RULE)}").content.decode()
    assert page.count("Raised it") == 1


def test_a_finding_takes_few_queries(
    authority: SmallAuthority, sign_in: SignIn, django_assert_num_queries
) -> None:
    client = sign_in("social_worker")
    there = f"/findings/{authority.finding_about(MAYA, RULE)}"
    with django_assert_num_queries(12):
        client.get(there)


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_its_page(code: str, authority: SmallAuthority, sign_in: SignIn) -> None:
    client = sign_in("director")
    page = client.get(f"/rules/{code}").content.decode()
    rule = RULES[code]
    assert rule.clears.split("'")[0] in page
    for each in rule.parameters:
        assert each.value_in_words.replace("'", "&#x27;") in page
    for row in rule.cases.rows:
        assert row["story"][1:].replace("'", "&#x27;") in page
    assert "none:" not in page.lower()


def test_the_list_names_every_rule_and_which_are_prompts(sign_in: SignIn) -> None:
    page = sign_in("director").get("/rules").content.decode()
    for rule in RULES.values():
        assert f'href="/rules/{rule.code}"' in page
    prompts = sum(rule.standing == "proposal" for rule in RULES.values())
    assert page.count("Prompt to look") == prompts


def test_a_rule_that_cannot_tell_says_so(authority: SmallAuthority, sign_in: SignIn) -> None:
    page = sign_in("director").get("/rules/was_not_brought").content.decode()
    assert "This rule cannot tell here: the record has never held appointment" in page
    assert "cannot tell here" not in sign_in("director").get(f"/rules/{RULE}").content.decode()
