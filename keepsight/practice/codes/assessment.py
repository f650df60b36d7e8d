"""Assessments, strategy discussions and section 47 enquiries: kinds and decisions."""

from keepsight.practice.code import Code, CodeList

ASSESSMENT = CodeList(
    "assessment",
    title="Kind of assessment",
    source="Working Together: initial and core until 14 April 2013, single since",
    codes=(
        Code("initial", "Initial assessment", "Until April 2013.", "statutory"),
        Code("core", "Core assessment", "Until April 2013.", "statutory"),
        Code("single", "Assessment", "The single assessment since April 2013.", "statutory"),
        Code("pre_birth", "Pre-birth assessment", "", "statutory"),
        Code("specialist", "Specialist assessment", "By somebody trained in the harm."),
        Code("parenting", "Parenting assessment", ""),
        Code("adult", "Assessment of an adult or carer", "A partner, relative or other carer."),
        Code("not_stated", "Assessment, kind not stated", "", "statutory"),
    ),
)

ASSESSMENT_OUTCOME = CodeList(
    "assessment_outcome",
    title="Outcome of an assessment",
    source="Annex A list 4 and the children in need census, in Keepsight's words",
    codes=(
        Code("strategy_discussion", "Strategy discussion"),
        Code("child_in_need_plan", "Child in need plan"),
        Code("already_planned", "Goes on under the plan there is"),
        Code("legal_planning", "Legal planning"),
        Code("early_help", "Early help"),
        Code("no_further_action", "No further action"),
        Code("not_stated", "Not stated"),
    ),
)

STRATEGY_DECISION = CodeList(
    "strategy_decision",
    title="Decision of a strategy discussion",
    source="Working Together: decide whether to begin enquiries under section 47",
    codes=(
        Code("section_47", "Begin a section 47 enquiry"),
        Code("assessment", "Assess, without an enquiry"),
        Code("further_discussion", "Meet again"),
        Code("no_further_action", "No further action"),
        Code("not_decided", "Nothing was decided"),
        Code("not_stated", "Not stated"),
    ),
)

SECTION_47_OUTCOME = CodeList(
    "section_47_outcome",
    title="Outcome of a section 47 enquiry",
    source="Children Act 1989 s.47; Working Together, outcomes of enquiries",
    codes=(
        Code("conference", "Substantiated: to conference"),
        Code("no_continuing_risk", "Substantiated, risk has ended"),
        Code("not_substantiated", "Not substantiated"),
    ),
)

CONSIDERED = CodeList(
    "considered",
    title="Was it considered?",
    source="Working Together: a strategy discussion decides whether a medical is needed",
    codes=(
        Code("yes", "Yes, and it is wanted"),
        Code("not_needed", "Considered, not needed, with the reason"),
        Code("not_considered", "Not considered"),
        Code("not_stated", "Not stated"),
    ),
)
