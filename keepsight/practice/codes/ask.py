"""What may be asked of a person, a team or an agency, each in the words of who is asked."""

from keepsight.practice.code import Code, CodeList

ASK = CodeList(
    "ask",
    title="What somebody is asked to do",
    source="Keepsight's own list",
    codes=(
        Code("answer_disagreement", "Answer somebody who disagrees"),
        Code("settle_disagreement", "Say whether the answer to your disagreement settles it"),
        Code("countersign_answer", "Agree an answer to a concern, or return it"),
        Code("acknowledge_allocation", "Say that you have this family now"),
        Code("acknowledge_handover", "Take over what is open, concern by concern"),
        Code("allocate_child", "Allocate a worker"),
        Code("write_handover", "Write what the next worker must know"),
        Code("plan_action", "Do what the plan asks of you, and say how it went"),
        Code("tell_referrer", "Tell who raised the concern what became of it"),
        Code("answer_partner_question", "Say what you know, for an assessment"),
        Code("countersign_assessment", "Agree an assessment, or return it"),
        Code("rework_assessment", "Change an assessment that came back, and hand it in again"),
        Code("arrange_medical", "Ask for the medical that the strategy discussion wants"),
        Code("follow_up_medical", "Follow up a medical that settled nothing"),
        Code("hold_strategy_discussion", "Hold the strategy discussion again"),
        Code("write_report", "Write what you know, for a meeting"),
        Code("agree_carry_on", "Agree that a concern is carried on once more, or say no"),
        Code("answer_at_meeting", "Answer a concern that a meeting left to you"),
        Code("send_decisions", "Send what a meeting decided"),
        Code("send_minutes", "Send the minutes of a meeting"),
        Code("see_child_again", "See a child who was not seen, or do what a visit left to do"),
        Code("follow_up_appointment", "Follow up an appointment"),
        Code("do_what_was_decided", "Do what supervision decided"),
        Code("act_on_words", "Act on what a child said"),
        Code("review_break_glass", "Look at a record that was opened in an emergency"),
        Code("decide_restricted", "Decide about a child whose record is restricted to you"),
        Code("name_for_restricted", "Name somebody who can decide about a restricted record"),
        Code("take_up_left", "Take up what somebody who left had been asked to do"),
    ),
)
