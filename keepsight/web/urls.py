"""Every address of Keepsight, the page it leads to and the permission it needs, in one table."""

from keepsight.web.child.view import child_page, timeline_picture
from keepsight.web.concern import view as concern
from keepsight.web.finding.view import finding_page
from keepsight.web.front_door import view as front_door
from keepsight.web.health import health
from keepsight.web.raising import view as raising
from keepsight.web.recording import view as recording
from keepsight.web.route import ANYBODY, SIGNED_IN, route
from keepsight.web.rule.view import rule_page, rules_page
from keepsight.web.sight.view import first_page
from keepsight.web.sign_in.view import sign_in, sign_out

ROUTES = (
    route("health", health, name="health", permission=ANYBODY),
    route("sign-in", sign_in, name="sign_in", permission=ANYBODY, takes_form=True),
    route("sign-out", sign_out, name="sign_out", permission=ANYBODY, takes_form=True),
    route("", first_page, name="first_page", permission=SIGNED_IN),
    route("children/<child>", child_page, name="child", permission="see_child"),
    route(
        "children/<child>/timeline.svg", timeline_picture, name="timeline", permission="see_child"
    ),
    route(
        "children/<child>/record", recording.choose, name="record_choose", permission="record_fact"
    ),
    route(
        "children/<child>/record/<kind>",
        recording.record,
        name="record",
        permission="record_fact",
        takes_form=True,
    ),
    route(
        "children/<child>/facts/<fact>/correct",
        recording.correct,
        name="correct",
        permission="correct_fact",
        takes_form=True,
    ),
    route(
        "children/<child>/facts/<fact>/entered-in-error",
        recording.entered_in_error,
        name="entered_in_error",
        permission="correct_fact",
        takes_form=True,
    ),
    route(
        "children/<child>/facts/<fact>/kind",
        recording.choose_kind,
        name="choose_kind",
        permission="correct_fact",
    ),
    route(
        "children/<child>/facts/<fact>/kind/<kind>",
        recording.give_kind,
        name="give_kind",
        permission="correct_fact",
        takes_form=True,
    ),
    route("concerns/<concern>", concern.concern_page, name="concern", permission="see_concern"),
    route(
        "concerns/<concern>/answer",
        concern.answer,
        name="concern_answer",
        permission="answer_concern",
        takes_form=True,
    ),
    route(
        "concerns/<concern>/reopen",
        concern.reopen,
        name="concern_reopen",
        permission="reopen_concern",
        takes_form=True,
    ),
    route(
        "concerns/<concern>/disagree",
        concern.disagree,
        name="concern_disagree",
        permission="disagree",
        takes_form=True,
    ),
    route("raise", raising.who, name="raise", permission="raise_concern", takes_form=True),
    route(
        "raise/what", raising.what, name="raise_what", permission="raise_concern", takes_form=True
    ),
    route(
        "raise/check",
        raising.check,
        name="raise_check",
        permission="raise_concern",
        takes_form=True,
    ),
    route("raise/done", raising.done, name="raise_done", permission="raise_concern"),
    route("front-door", front_door.front_door, name="front_door", permission="see_front_door"),
    route(
        "referrals/<referral>/decide",
        front_door.decide,
        name="decide",
        permission="decide_referral",
        takes_form=True,
    ),
    route("findings/<finding_id>", finding_page, name="finding", permission="see_findings"),
    route("rules", rules_page, name="rules", permission="see_rules"),
    route("rules/<code>", rule_page, name="rule", permission="see_rules"),
)

urlpatterns = [each.pattern for each in ROUTES]
