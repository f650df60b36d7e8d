"""Two small children, ten people of five agencies, sixteen months; and ten attempts to lose the
first concern, each of which fails.

The days and the ways in which it was lost follow a published review (Cumbria, "Children P", 2017),
told with invented people and other words.
"""

from collections.abc import Callable

from playwright.sync_api import Page
from typer.testing import CliRunner

from keepsight.cli import app
from tests.journeys.children_p import the_answer, the_door, the_enquiry, the_meetings
from tests.journeys.children_p.story import Story
from tests.journeys.conftest import Visit

CHAPTERS = (
    the_door.the_nursery_raises_the_first_concern,
    the_door.the_front_door_takes_what_the_mother_said,
    the_door.the_nursery_disagrees,
    the_enquiry.the_family_is_given_a_worker,
    the_enquiry.the_brother_is_left_out_of_the_strategy_discussion,
    the_enquiry.an_inconclusive_medical_is_taken_for_an_answer,
    the_enquiry.the_police_take_no_further_action,
    the_meetings.the_initial_conference_passes_over_it,
    the_meetings.it_is_carried_on_a_third_time,
    the_door.a_new_concern_is_closed_and_its_notice_read,
    the_meetings.the_category_is_changed_at_the_second_review,
    the_meetings.the_gp_sees_it_again,
    the_answer.the_worker_goes,
    the_answer.the_plan_ends_and_the_case_is_closed,
    the_answer.poppy_is_asked,
    the_answer.the_first_concern_is_assessed,
    the_answer.the_first_concern_is_answered,
)


def test_the_first_concern_is_lost_nowhere(
    visit: Visit, usable_by_everyone: Callable[[Page], None], settings
) -> None:
    # Given a nursery, a GP, A&E, the police and children’s services, and a family they all know
    story = Story(visit, settings, usable_by_everyone)

    # When the story is told, with each of the ten attempts to lose the first concern
    for chapter in CHAPTERS:
        chapter(story)

    # Then it ended with its answer, and everything that was written stands as it was written.
    assert not story.is_open
    checked = CliRunner().invoke(app, ["verify"])
    assert checked.exit_code == 0, checked.output
    assert "all as written" in checked.output
