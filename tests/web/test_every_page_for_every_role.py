"""Every address for every role: who sees the page, who is sent to sign in, for whom it is not
there."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import resolve

from keepsight.web.urls import ROUTES
from tests.the_audit import the_audit
from tests.web.conftest import SignIn
from tests.web.page import words
from tests.web.small_authority import (
    MAYA,
    TOM,
    SmallAuthority,
    give_a_meeting,
    give_a_note,
    take_on_a_system,
    write_a_lesson,
)

ROLES = (
    "nobody", "referrer", "social_worker", "manager", "chair", "director", "stranger", "front_door",
    "business_manager",
)  # fmt: skip

# Y: the page. -: not found. S: sent to sign in. >: sent on, to a page that comes first.
# One letter for each of ROLES, in that order. Maya's and Leo's concerns are the nursery's, where
# the referrer works; Tom is a child of another team, the stranger's, and a referral about him waits
# at the front door.
TABLE = """
    /health                                       | Y Y Y Y Y Y Y Y Y
    /sign-in                                      | Y > > > > > > > >
    /                                             | S Y Y Y Y Y Y Y >
    /sign-in/code                                 | > > > > > > > > >
    /sign-in/with-organisation                    | - - - - - - - - -
    /sign-in/from/organisation                    | - - - - - - - - -
    /account                                      | S Y Y Y Y Y Y Y Y
    /account/second-factor                        | S Y Y Y Y Y Y Y Y
    /account/recovery-codes                       | S > > > > > > > >
    /account/password                             | S - - - - - - - -
    /account/sign-out-everywhere                  | S - - - - - - - -
    /second-factors                               | S - - Y - Y - - -
    /drafts                                       | S Y Y Y Y Y Y Y Y
    /drafts/keep                                  | S - - - - - - - -
    /drafts/here                                  | S - - - - - - - -
    /drafts/throw-away                            | S - - - - - - - -
    /?show=waiting                                | S Y Y Y Y Y Y Y >
    /?show=due                                    | S Y Y Y Y Y Y Y >
    /children/maya                                | S - Y Y Y Y - - -
    /children/tom                                 | S - - - - Y Y Y -
    /children/no-such-child                       | S - - - - - - - -
    /children/maya/timeline.svg                   | S - Y Y Y Y - - -
    /children/tom/timeline.svg                    | S - - - - Y Y Y -
    /children/maya/record                         | S - Y Y Y - - - -
    /children/tom/record                          | S - - - - - Y Y -
    /children/maya/record/visit                   | S - Y Y - - - - -
    /children/maya/record/conference              | S - > > > - - - -
    /children/tom/record/visit                    | S - - - - - Y Y -
    /children/maya/record/concern                 | S - > > > - - - -
    /children/maya/facts/{visit}/correct          | S - Y Y - - - - -
    /children/maya/facts/{visit}/entered-in-error | S - Y Y - - - - -
    /children/maya/facts/{conference}/correct     | S - Y Y Y - - - -
    /children/maya/facts/no-such-fact/correct     | S - - - - - - - -
    /children/maya/facts/{note}/kind              | S - Y Y - - - - -
    /children/maya/facts/{visit}/kind             | S - - - - - - - -
    /children/maya/facts/{note}/kind/visit        | S - Y Y - - - - -
    /children/maya/facts/{note}/kind/concern      | S - Y Y - - - - -
    /children/maya/facts/{note}/kind/conference   | S - Y Y - - - - -
    /children/maya/facts/{note}/kind/answer       | S - - - - - - - -
    /children/maya/facts/{visit}/kind/meeting     | S - - - - - - - -
    /children/tom/facts/{note}/kind/visit         | S - - - - - - - -
    /children/maya/visit                          | S - Y Y - - - - -
    /children/tom/visit                           | S - - - - - Y Y -
    /children/maya/appointment                    | S - Y Y - - - - -
    /children/maya/supervision                    | S - Y Y - - - - -
    /children/maya/words                          | S - Y Y - - - - -
    /children/maya/facts/{visit}/next             | S - - - - - - - -
    /children/maya/family                         | S - Y Y Y Y - - -
    /children/tom/family                          | S - - - - Y Y Y -
    /children/maya/family/genogram.svg            | S - Y Y Y Y - - -
    /children/maya/family/household.svg           | S - Y Y Y Y - - -
    /children/maya/family/relate                  | S - Y Y - - - - -
    /children/maya/family/move                    | S - Y Y - - - - -
    /children/maya/family/{sibling}/end           | S - Y Y - - - - -
    /children/tom/family/{sibling}/end            | S - - - - - - - -
    /children/maya/family/none/end                | S - - - - - - - -
    /children/maya/care                           | S - Y Y Y Y - - -
    /children/tom/care                            | S - - - - Y Y Y -
    /children/maya/care/picture.svg               | S - Y Y Y Y - - -
    /children/maya/plan                           | S - Y Y Y Y - - -
    /children/tom/plan                            | S - - - - Y Y Y -
    /children/maya/plan/actions/new               | S - Y Y Y - - - -
    /children/maya/plan/actions/no-such-action    | S - - - - - - - -
    /children/maya/plan/start                     | S - > > > - - - -
    /children/tom/plan/start                      | S - - - - - Y Y -
    /children/maya/plan/start/with/leo            | S - > > > - - - -
    /children/maya/plan/category/with/leo         | S - > > > - - - -
    /children/maya/plan/end/with/leo              | S - > > > - - - -
    /children/maya/plan/end/with/tom              | S - - - - - - - -
    /children/maya/plan/category                  | S - Y Y Y - - - -
    /children/maya/plan/end                       | S - Y Y Y - - - -
    /children/maya/close                          | S - > > - - - - -
    /children/tom/close                           | S - - - - - Y Y -
    /children/tom/step-down                       | S - - - - - Y Y -
    /children/maya/record/category_changed        | S - > > > - - - -
    /concerns/maya-first/agree                    | S - > > - - - - -
    /concerns/maya-first/told                     | S - > > - - - - -
    /concerns/maya-first                          | S Y Y Y Y Y - - -
    /concerns/tom-first                           | S - - - - Y Y Y -
    /concerns/no-such-concern                     | S - - - - - - - -
    /concerns/maya-first/answer                   | S - Y Y - - - - -
    /concerns/leo-first/reopen                    | S - Y Y Y - - - -
    /concerns/leo-first/disagree                  | S Y Y Y Y - - - -
    /worried                                      | Y Y Y Y Y Y Y Y Y
    /worried/what                                 | > > > > > > > > >
    /worried/you                                  | > > > > > > > > >
    /worried/done                                 | > > > > > > > > >
    /worried/more                                 | Y Y Y Y Y Y Y Y Y
    /meetings                                     | S Y Y Y Y Y Y Y -
    /children/maya/meetings                       | S - Y Y Y Y - - -
    /children/tom/meetings                        | S - - - - Y Y Y -
    /children/maya/meetings/arrange               | S - Y Y Y - - - -
    /meetings/{meeting}                           | S - Y Y Y Y - - -
    /meetings/no-such-meeting                     | S - - - - - - - -
    /meetings/{meeting}/change                    | S - Y Y Y - - - -
    /meetings/{meeting}/cancel                    | S - Y Y Y - - - -
    /meetings/{meeting}/invite                    | S - Y Y Y - - - -
    /meetings/{meeting}/invite?look_for=nina      | S - Y Y Y - - - -
    /meetings/{meeting}/invite/by-name            | S - Y Y Y - - - -
    /meetings/{meeting}/reply                     | S - - - Y - - - -
    /meetings/{meeting}/report                    | S - - - Y - - - -
    /meetings/{meeting}/dissent                   | S - Y Y Y - - - -
    /meetings/{meeting}/attendance                | S - Y Y Y - - - -
    /meetings/{meeting}/concerns/maya-first       | S - Y Y Y - - - -
    /meetings/{meeting}/concerns/leo-first        | S - - - - - - - -
    /meetings/{meeting}/concerns/tom-first        | S - - - - - - - -
    /carried-on/1                                 | S - - - - - - - -
    /meetings/{meeting}/decisions                 | S - Y Y Y - - - -
    /meetings/{meeting}/conclude                  | S - Y Y Y - - - -
    /meetings/{meeting}/minutes                   | S - - - - - - - -
    /meetings/{meeting}/sent/minutes              | S - - - - - - - -
    /work                                         | S - Y Y Y Y Y Y -
    /work/notices                                 | S Y Y Y Y Y Y Y Y
    /inbox                                        | S Y Y Y Y Y Y Y Y
    /inbox?show=all                               | S Y Y Y Y Y Y Y Y
    /inbox/sent                                   | S Y Y Y Y Y Y Y Y
    /team                                         | S - - Y - Y - - -
    /children/maya/allocate                       | S - - > - - - - -
    /children/maya/hand-over                      | S - - Y - - - - -
    /children/tom/allocate                        | S - - - - - - - -
    /handovers/no-such-handover                   | S - - - - - - - -
    /children/maya/print                          | S - Y Y - - - - -
    /children/maya/print/chronology.pdf           | S - Y Y - - - - -
    /children/maya/print/plan.pdf                 | S - Y Y - - - - -
    /children/tom/print                           | S - - - - - Y Y -
    /meetings/none/minutes.pdf                    | S - - - - - - - -
    /children/maya/copies                         | S - Y Y - - - - -
    /copies/none                                  | S - - - - - - - -
    /copies/none/copy.pdf                         | S - - - - - - - -
    /copies/none/entries/none                     | S - - - - - - - -
    /raise                                        | S Y Y Y Y Y Y Y -
    /children/maya/assessment                     | S - Y Y Y Y - - -
    /children/tom/assessment                      | S - - - - Y Y Y -
    /children/maya/assessment/start               | S - Y Y - - - - -
    /children/tom/assessment/start                | S - - - - - Y Y -
    /children/maya/assessment/none                | S - - - - - - - -
    /children/maya/assessment/none/write          | S - - - - - - - -
    /children/maya/assessment/none/ask            | S - - - - - - - -
    /children/maya/assessment/none/countersign    | S - - - - - - - -
    /questions/none                               | S - - - - - - - -
    /children/maya/section-47                     | S - Y Y Y Y - - -
    /children/maya/section-47/discussion          | S - Y Y - - - - -
    /children/tom/section-47/discussion           | S - - - - - > > -
    /children/maya/section-47/discussion/leo      | S - Y Y - - - - -
    /children/tom/section-47/discussion/alone     | S - - - - - Y Y -
    /children/maya/section-47/discussions/none    | S - - - - - - - -
    /children/maya/section-47/enquiries/{enquiry} | S - Y Y Y Y - - -
    /children/maya/section-47/enquiries/{enquiry}/end | S - Y Y - - - - -
    /children/tom/section-47/enquiries/{enquiry}  | S - - - - - - - -
    /children/maya/begun/{enquiry}/in-error       | S - - Y - - - - -
    /children/tom/begun/none/in-error             | S - - - - - - - -
    /children/maya/begun/none/in-error            | S - - - - - - - -
    /children/maya/medical                        | S - Y Y - - - - -
    /children/maya/medical/ask                    | S - Y Y - - - - -
    /raise/what                                   | S > > > > > > > -
    /raise/check                                  | S > > > > > > > -
    /raise/done                                   | S > > > > > > > -
    /findings/{mayas}                             | S - Y Y Y Y - - -
    /findings/{toms}                              | S - - - - Y Y Y -
    /findings/no-such-finding                     | S - - - - - - - -
    /matching                                     | S - - - - Y - Y -
    /matching/maya/tom                            | S - - - - Y - Y -
    /matching/maya/nobody                         | S - - - - - - - -
    /matching/maya/tom/same                       | S - - - - - - Y -
    /matching/maya/tom/different                  | S - - - - - - Y -
    /children/maya/records                        | S - Y Y - - - - -
    /children/maya/records/tom/part               | S - > > - - - - -
    /disagreements                                | S Y Y Y Y Y Y Y -
    /disagreements/no-such-disagreement           | S - - - - - - - -
    /disagreements/no-such-disagreement/answer    | S - - - - - - - -
    /disagreements/no-such-disagreement/higher    | S - - - - - - - -
    /disagreements/no-such-disagreement/settled   | S - - - - - - - -
    /children/maya/challenge                      | S - - - Y - - - -
    /front-door                                   | S - - - - Y - Y -
    /referrals/{referral}/decide                  | S - - - - - - Y -
    /referrals/no-such-referral/decide            | S - - - - - - - -
    /referrals/{referral}/tell                    | S - - - - - - Y -
    /children/maya/network                        | S - Y Y Y Y - - -
    /children/tom/network                         | S - - - - Y Y Y -
    /children/maya/network/add                    | S - Y Y Y - - - -
    /children/maya/network/add?words=nina         | S - Y Y Y - - - -
    /children/maya/network/none/end               | S - - - - - - - -
    /children/maya/restriction                    | S - - Y - Y - - -
    /children/tom/restriction                     | S - - - - Y - - -
    /children/maya/restriction/name               | S - - Y - Y - - -
    /children/maya/restriction/lift               | S - - > - > - - -
    /children/maya/restriction/none/take-off      | S - - > - > - - -
    /restricted                                   | S - - - - Y - - -
    /break-glass                                  | S - Y Y - Y Y Y -
    /break-glass/open                             | S - > > - > > > -
    /break-glass/to-judge                         | S - - Y - Y - - -
    /break-glass/none/judge                       | S - - - - - - - -
    /children/maya/break-glass/close              | S - - - - - - - -
    /cover                                        | S Y Y Y Y Y Y Y -
    /cover/none/end                               | S - - - - - - - -
    /people                                       | S - - Y - Y - - -
    /people/none/left                             | S - - - - - - - -
    /systems                                      | S - - Y - Y - - -
    /systems/take-on                              | S - - Y - Y - - -
    /systems/{system}/token                       | S - - Y - Y - - -
    /systems/none/token                           | S - - - - - - - -
    /systems/{system}/revoke                      | S - - Y - Y - - -
    /api                                          | Y Y Y Y Y Y Y Y Y
    /api/v1/openapi.json                          | Y Y Y Y Y Y Y Y Y
    /audit                                        | S - - - - Y - - -
    /audit?person=sara&sort=view&older_than=x     | S - - - - Y - - -
    /children/maya/audit                          | S - - Y - Y - - -
    /children/tom/audit                           | S - - - - Y - - -
    /rules                                        | S - Y Y Y Y Y Y Y
    /rules/{rule}                                 | S - Y Y Y Y Y Y Y
    /rules/no_such_rule                           | S - - - - - - - -
    /rules/injuries_not_put_together/numbers/injuries | S - - - - Y - - -
    /rules/injuries_not_put_together/numbers/bruises | S - - - - - - - -
    /watch                                        | S - - Y Y Y - - Y
    /watch?team=999999                            | S - - - - - - - -
    /rules/{rule}/before-and-after                | S - - Y Y Y - - Y
    /rules/no_such_rule/before-and-after          | S - - - - - - - -
    /lessons                                      | S - - Y - Y - - Y
    /lessons/new                                  | S - - Y - Y - - Y
    /lessons/{lesson}                             | S - - Y - Y - - Y
    /lessons/lesson_none                          | S - - - - - - - -
    /lessons/{lesson}/say/name                    | S - - Y - Y - - Y
    /lessons/{lesson}/say/whom                    | S - - Y - Y - - Y
    /lessons/{lesson}/say/of                      | S - - Y - Y - - Y
    /lessons/{lesson}/say/numbers                 | S - - Y - Y - - Y
    /lessons/{lesson}/say/nothing                 | S - - - - - - - -
    /lessons/lesson_none/say/name                 | S - - - - - - - -
    /lessons/{lesson}/say/examples                | S - - > - > - - >
    /lessons/{lesson}/say/of/category_changed     | S - - Y - Y - - Y
    /lessons/{lesson}/say/of/visit                | S - - - - - - - -
    /lessons/{lesson}/examples                    | S - - Y - Y - - Y
    /lessons/{lesson}/record                      | S - - Y - Y - - Y
    /lessons/{lesson}/past-cases                  | S - - Y - Y - - Y
    /lessons/lesson_none/record                   | S - - - - - - - -
    /lessons/{lesson}/offer                       | S - - Y - Y - - Y
    /lessons/lesson_none/offer                    | S - - - - - - - -
    /lessons/{lesson}/publish                     | S - - - - Y - - -
    /lessons/lesson_none/publish                  | S - - - - - - - -
    /lessons/{lesson}/withdraw                    | S - - - - Y - - -
    /no-such-page                                 | - - - - - - - - -
"""
# The same for a form sent empty: Y is the page again, saying what is missing.
FORMS = """
    /systems/take-on                              | S - - Y - Y - - -
    /systems/{system}/token                       | S - - Y - Y - - -
    /systems/none/revoke                          | S - - - - - - - -
    /children/maya/copies                         | S - Y Y - - - - -
    /copies/none                                  | S - - - - - - - -
    /copies/none/entries/none                     | S - - - - - - - -
    /children/maya/network/add                    | S - Y Y Y - - - -
    /children/maya/network/none/end               | S - - - - - - - -
    /children/maya/restriction                    | S - - Y - Y - - -
    /children/maya/restriction/name               | S - - Y - Y - - -
    /children/maya/restriction/lift               | S - - > - > - - -
    /children/maya/restriction/none/take-off      | S - - > - > - - -
    /break-glass                                  | S - Y Y - Y Y Y -
    /break-glass/open                             | S - Y Y - Y Y Y -
    /break-glass/none/judge                       | S - - - - - - - -
    /children/maya/break-glass/close              | S - - - - - - - -
    /rules/injuries_not_put_together/numbers/injuries | S - - - - Y - - -
    /lessons/new                                  | S - - Y - Y - - Y
    /lessons/{lesson}/say/name                    | S - - Y - Y - - Y
    /lessons/{lesson}/say/of                      | S - - Y - Y - - Y
    /lessons/{lesson}/say/clears                  | S - - Y - Y - - Y
    /lessons/{lesson}/say/numbers                 | S - - Y - Y - - Y
    /lessons/{lesson}/say/of/category_changed     | S - - > - > - - >
    /lessons/{lesson}/examples                    | S - - Y - Y - - Y
    /lessons/{lesson}/past-cases                  | S - - Y - Y - - Y
    /lessons/{lesson}/offer                       | S - - > - > - - >
    /lessons/{lesson}/publish                     | S - - - - Y - - -
    /lessons/{lesson}/withdraw                    | S - - - - Y - - -
    /lessons/lesson_none/withdraw                 | S - - - - - - - -
    /cover                                        | S Y Y Y Y Y Y Y -
    /cover/none/end                               | S - - - - - - - -
    /people/none/left                             | S - - - - - - - -
    /work                                         | S - > > - - > > -
    /work/notices                                 | S Y Y Y Y Y Y Y Y
    /inbox                                        | S > > > > > > > >
    /children/maya/hand-over                      | S - - Y - - - - -
    /children/maya/allocate                       | S - - > - - - - -
    /handovers/no-such-handover                   | S - - - - - - - -
    /account/second-factor                        | S Y Y Y Y Y Y Y Y
    /account/recovery-codes                       | S > > > > > > > >
    /account/password                             | S - - - - - - - -
    /second-factors                               | S - - - - - - - -
    /drafts/keep                                  | S - - - - - - - -
    /drafts/throw-away                            | S - - - - - - - -
    /children/maya/record/visit                   | S - Y Y - - - - -
    /children/maya/record/conference              | S - > > > - - - -
    /children/tom/record/visit                    | S - - - - - Y Y -
    /children/maya/facts/{visit}/correct          | S - Y Y - - - - -
    /children/maya/facts/{visit}/entered-in-error | S - Y Y - - - - -
    /children/maya/facts/{conference}/correct     | S - Y Y Y - - - -
    /children/maya/facts/{note}/kind/visit        | S - Y Y - - - - -
    /children/maya/facts/{note}/kind/concern      | S - Y Y - - - - -
    /children/maya/facts/{note}/kind/reopening    | S - - - - - - - -
    /children/maya/visit                          | S - Y Y - - - - -
    /children/tom/visit                           | S - - - - - Y Y -
    /children/maya/appointment                    | S - Y Y - - - - -
    /children/maya/supervision                    | S - Y Y - - - - -
    /children/maya/words                          | S - Y Y - - - - -
    /children/maya/family/relate                  | S - Y Y - - - - -
    /children/maya/family/move                    | S - Y Y - - - - -
    /children/maya/family/{sibling}/end           | S - Y Y - - - - -
    /concerns/maya-first/answer                   | S - Y Y - - - - -
    /concerns/tom-first/answer                    | S - - - - - Y Y -
    /concerns/maya-first/agree                    | S - Y Y - - - - -
    /concerns/maya-first/told                     | S - Y Y - - - - -
    /children/maya/plan/actions/new               | S - Y Y Y - - - -
    /children/maya/plan/category                  | S - Y Y Y - - - -
    /children/maya/plan/end                       | S - Y Y Y - - - -
    /children/tom/plan/start                      | S - - - - - Y Y -
    /children/tom/close                           | S - - - - - Y Y -
    /children/tom/step-down                       | S - - - - - Y Y -
    /concerns/leo-first/reopen                    | S - Y Y Y - - - -
    /concerns/tom-first/reopen                    | S - - - - - Y Y -
    /concerns/maya-first/disagree                 | S Y Y Y Y - - - -
    /concerns/tom-first/disagree                  | S - - - - - Y Y -
    /children/maya/assessment/start               | S - Y Y - - - - -
    /children/maya/assessment/none/write          | S - - - - - - - -
    /children/maya/section-47/discussion          | S - > > - - - - -
    /children/maya/section-47/discussion/leo      | S - Y Y - - - - -
    /children/maya/section-47/enquiries/{enquiry}/end | S - Y Y - - - - -
    /children/maya/medical                        | S - Y Y - - - - -
    /children/maya/medical/ask                    | S - Y Y - - - - -
    /questions/none                               | S - - - - - - - -
    /referrals/{referral}/decide                  | S - - - - - - Y -
    /referrals/no-such-referral/decide            | S - - - - - - - -
    /referrals/{referral}/tell                    | S - - - - - - Y -
    /children/maya/meetings/arrange               | S - Y Y Y - - - -
    /children/tom/meetings/arrange                | S - - - - - Y Y -
    /meetings/{meeting}/change                    | S - Y Y Y - - - -
    /meetings/{meeting}/cancel                    | S - Y Y Y - - - -
    /meetings/{meeting}/invite/by-name            | S - Y Y Y - - - -
    /meetings/{meeting}/reply                     | S - - - Y - - - -
    /meetings/{meeting}/report                    | S - - - Y - - - -
    /meetings/{meeting}/dissent                   | S - Y Y Y - - - -
    /meetings/{meeting}/concerns/maya-first       | S - Y Y Y - - - -
    /carried-on/1                                 | S - - - - - - - -
    /meetings/{meeting}/decisions                 | S - Y Y Y - - - -
    /meetings/{meeting}/conclude                  | S - Y Y Y - - - -
    /meetings/{meeting}/sent/minutes              | S - - - - - - - -
    /matching/maya/tom/same                       | S - - - - - - Y -
    /matching/maya/nobody/same                    | S - - - - - - - -
    /matching/maya/tom/different                  | S - - - - - - Y -
    /children/maya/records/tom/part               | S - > > - - - - -
    /disagreements/no-such-disagreement/answer    | S - - - - - - - -
    /children/maya/challenge                      | S - - - Y - - - -
    /children/tom/challenge                       | S - - - - - - - -
    /raise                                        | S Y Y Y Y Y Y Y -
    /worried                                      | Y Y Y Y Y Y Y Y Y
    /worried/more                                 | Y Y Y Y Y Y Y Y Y
"""


def lines(table: str) -> list[tuple[str, str]]:
    """The lines of a table: the address, and a letter for each role."""
    return [tuple(part.strip() for part in each.split("|")) for each in table.strip().splitlines()]


def letter(answer: HttpResponse) -> str:
    """What an answer was, as the tables say it."""
    if answer.status_code == 302:
        return "S" if answer["Location"].startswith("/sign-in?next=/") else ">"
    return {200: "Y", 404: "-"}[answer.status_code]


def some(table: str, number: int) -> list[list[tuple[str, str]]]:
    """The lines of a table in groups: one small authority is built for each."""
    every = lines(table)
    return [every[at : at + number] for at in range(0, len(every), number)]


def at(address: str, authority: SmallAuthority) -> str:
    """The address with what it names filled in."""
    return address.format(
        mayas=authority.finding_about(MAYA),
        toms=authority.finding_about(TOM),
        rule="category_changed_while_unanswered",
        visit=authority.fact_about(MAYA, "visit"),
        conference=authority.fact_about(MAYA, "conference"),
        enquiry=authority.fact_about(MAYA, "section_47_begun"),
        referral=authority.fact_about(TOM, "referral"),
        note=give_a_note() if "{note}" in address else "",
        meeting=give_a_meeting(authority) if "{meeting}" in address else "",
        sibling=authority.relationship_of(MAYA),
        lesson=write_a_lesson(authority) if "{lesson}" in address else "",
        system=take_on_a_system(authority) if "{system}" in address else "",
    )


def answers(
    group: list[tuple[str, str]], authority: SmallAuthority, sign_in: SignIn, method: str
) -> dict[str, str]:
    """The letters for each address of the group. What one does is undone before the next."""
    found = {}
    people = [sign_in(role) for role in ROLES]
    for address, _ in group:
        with transaction.atomic():
            there = at(address, authority) if "{" in address else address
            # A form may sign somebody out, and their browser would remember it.
            asking = people if method == "get" else [sign_in(role) for role in ROLES]
            found[address] = " ".join(letter(getattr(each, method)(there)) for each in asking)
            transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("group", some(TABLE, 16), ids=lambda group: f"from {group[0][0]}")
def test_who_sees_the_page(
    group: list[tuple[str, str]], authority: SmallAuthority, sign_in: SignIn
) -> None:
    assert answers(group, authority, sign_in, "get") == dict(group)


@pytest.mark.parametrize("group", some(FORMS, 16), ids=lambda group: f"from {group[0][0]}")
def test_who_may_send_the_form(
    group: list[tuple[str, str]], authority: SmallAuthority, sign_in: SignIn
) -> None:
    assert answers(group, authority, sign_in, "post") == dict(group)


def test_every_route_is_in_the_table() -> None:
    shown = {resolve(address.partition("?")[0]).url_name for address, _ in lines(TABLE)[:-1]}
    assert shown == {each.name for each in ROUTES} - {"sign_out"}


@pytest.mark.parametrize("role", ROLES)
def test_signing_out_takes_a_button_not_a_link(role: str, sign_in: SignIn) -> None:
    client = sign_in(role)
    assert client.get("/sign-out").status_code == 405
    assert client.post("/sign-out")["Location"] == "/sign-in"
    assert client.get("/").status_code == 302


def test_what_may_not_be_seen_looks_like_what_is_not_there(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    client = sign_in("social_worker")
    hidden = client.get(f"/findings/{authority.finding_about(TOM)}").content.decode()
    missing = client.get("/findings/no-such-finding").content.decode()
    assert words(hidden) == words(missing)
    assert "There is nothing here that you can see." in missing


def test_a_refusal_is_written_into_the_audit(authority: SmallAuthority, sign_in: SignIn) -> None:
    sign_in("social_worker").get("/findings/no-such-finding")
    refusal = the_audit()[-1]
    assert (refusal.what, refusal.was_allowed) == ("see_findings", False)
    assert refusal.by == authority.people["social_worker"]


def test_our_own_fault_is_told_in_plain_words_and_without_the_record(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**_: object) -> None:
        raise RuntimeError("Maya Marsh")

    monkeypatch.setattr("keepsight.casework.rule.chapters", fails)
    client = sign_in("director")
    client.raise_request_exception = False
    answer = client.get("/rules")
    assert answer.status_code == 500
    assert "Sorry, something went wrong" in answer.content.decode()
    assert "Maya" not in answer.content.decode()
