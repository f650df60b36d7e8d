"""The page of a finding explains it; the pages of the rules say how each behaves."""

import re

import pytest

from keepsight.rules.rulebook import CHAPTERS, RULES
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


def test_the_rules_stand_under_the_headings_of_the_work(sign_in: SignIn) -> None:
    page = sign_in("director").get("/rules").content.decode()

    headings = re.findall(r'<h2[^>]* id="([a-z-]+)"[^>]*>([^<]+)</h2>', page)
    assert [title for _, title in headings] == list(CHAPTERS)
    nav = page[page.index('aria-label="Rules by heading"') : page.index("<h2")]
    assert re.findall(r'href="#([a-z-]+)"', nav) == [place for place, _ in headings]
    _, plan, _ = re.split(r">The protection plan</h2>|>Concerns left behind</h2>", page)
    assert re.findall(r'href="/rules/(\w+)"', plan) == [
        e.code for e in CHAPTERS["The protection plan"]
    ]


def test_a_rule_that_cannot_tell_says_so(authority: SmallAuthority, sign_in: SignIn) -> None:
    page = sign_in("director").get("/rules/was_not_brought").content.decode()
    assert "This rule cannot tell here: the record has never held appointment" in page
    assert "cannot tell here" not in sign_in("director").get(f"/rules/{RULE}").content.decode()


NUMBER = "/rules/injuries_not_put_together/numbers/injuries"
OURS = {"which": "own", "amount": "2", "reasons": "Our own review found two were enough."}


def test_a_director_looks_first_and_then_sets_a_number(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    client = sign_in("director")

    looked = client.post(NUMBER, {**OURS, "look": "yes"}).content.decode()
    assert "What would change today" in looked
    assert "Every child was looked at" in looked
    assert 'value="2"' in looked
    assert "Set here" not in client.get("/rules/injuries_not_put_together").content.decode()

    page = client.post(NUMBER, OURS, follow=True).content.decode()
    assert "The number is set" in page
    assert "Set here" in page
    assert "The rule came with: 3" in page
    assert OURS["reasons"] in page

    back = client.post(NUMBER, {"which": "came_with", "reasons": "Too much."}, follow=True)
    assert "Set here" not in back.content.decode()
    assert "Too much." in back.content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"which": "own", "amount": "", "reasons": "x"}, "Enter our own number"),
        ({"which": "own", "amount": "two", "reasons": "x"}, "Enter a whole number from 1 to 999"),
        ({"which": "own", "amount": "0", "reasons": "x"}, "Enter a whole number from 1 to 999"),
        ({"which": "own", "amount": "2", "reasons": ""}, "Say why"),
        ({}, "Choose which number shall hold"),
    ],
)
def test_what_is_missing_in_a_number_is_said(
    authority: SmallAuthority, sign_in: SignIn, given: dict[str, str], said: str
) -> None:
    page = sign_in("director").post(NUMBER, given).content.decode()

    assert "There is a problem" in page
    assert said in page


def test_a_limit_of_guidance_is_not_made_longer(authority: SmallAuthority, sign_in: SignIn) -> None:
    there = "/rules/initial_conference_late/numbers/initial-child-protection-conference"
    given = {"which": "own", "amount": "20", "unit": "working_days", "reasons": "We are busy."}

    page = sign_in("director").post(there, given).content.decode()

    assert "Guidance allows 15 working days at most" in page


def test_who_may_not_set_a_number_is_not_offered_it(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    there = "/rules/injuries_not_put_together"
    assert "Set our own" in sign_in("director").get(there).content.decode()
    assert "Set our own" not in sign_in("manager").get(there).content.decode()
