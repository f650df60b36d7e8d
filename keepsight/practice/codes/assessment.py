"""Assessments, strategy discussions and section 47 enquiries: kinds, factors and decisions."""

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

FACTOR = CodeList(
    "factor",
    title="Factors found by an assessment",
    source="The codes of the children in need census for factors at the end of an assessment; the "
    "words are Keepsight's",
    codes=(
        Code("1A", "Alcohol: the child", "", "alcohol"),
        Code("1B", "Alcohol: a parent or carer", "", "alcohol"),
        Code("1C", "Alcohol: somebody else at home", "", "alcohol"),
        Code("2A", "Drugs: the child", "", "drugs"),
        Code("2B", "Drugs: a parent or carer", "", "drugs"),
        Code("2C", "Drugs: somebody else at home", "", "drugs"),
        Code("3A", "Domestic abuse: done to the child", "", "domestic_abuse"),
        Code("3B", "Domestic abuse: done to a parent or carer", "", "domestic_abuse"),
        Code("3C", "Domestic abuse: done to somebody else at home", "", "domestic_abuse"),
        Code("4A", "Mental health: the child", "", "mental_health"),
        Code("4B", "Mental health: a parent or carer", "", "mental_health"),
        Code("4C", "Mental health: somebody else at home", "", "mental_health"),
        Code("5A", "Learning disability: the child", "", "learning_disability"),
        Code("5B", "Learning disability: a parent or carer", "", "learning_disability"),
        Code("5C", "Learning disability: somebody else at home", "", "learning_disability"),
        Code("6A", "Physical disability or illness: the child", "", "physical_disability"),
        Code("6B", "Physical disability or illness: a parent or carer", "", "physical_disability"),
        Code(
            "6C", "Physical disability or illness: somebody else at home", "", "physical_disability"
        ),
        Code(
            "7A", "Young carer", "The child cares for somebody, and it costs the child.", "caring"
        ),
        Code("8B", "Privately fostered: from abroad, will return", "", "private_fostering"),
        Code("8C", "Privately fostered: from abroad, will stay", "", "private_fostering"),
        Code("8D", "Privately fostered: here for schooling", "", "private_fostering"),
        Code("8E", "Privately fostered: arranged by the family", "", "private_fostering"),
        Code("8F", "Privately fostered: another way", "", "private_fostering"),
        Code("9A", "Seeking asylum without a family", "", "asylum"),
        Code("10A", "Goes missing", "", "outside_home"),
        Code("11A", "Sexual exploitation", "", "outside_home"),
        Code("12A", "Trafficking", "", "outside_home"),
        Code("13A", "Gangs", "", "outside_home"),
        Code("24A", "Criminal exploitation", "", "outside_home"),
        Code("14A", "The child’s own behaviour towards others", "", "behaviour"),
        Code("15A", "Self-harm", "", "behaviour"),
        Code("16A", "Neglect", "", "abuse"),
        Code("17A", "Emotional abuse", "", "abuse"),
        Code("18B", "Physical abuse by another child", "", "abuse"),
        Code("18C", "Physical abuse by an adult", "", "abuse"),
        Code("19B", "Sexual abuse by another child", "", "abuse"),
        Code("19C", "Sexual abuse by an adult", "", "abuse"),
        Code("22A", "Female genital mutilation", "", "abuse"),
        Code("23A", "Abuse linked to faith or belief", "", "abuse"),
        Code("20", "Another factor", "Say which in words.", "other"),
        Code("21", "No factor", "Only alone, and where nothing more is done.", "none"),
    ),
)

NO_FACTOR = "21"
"""Stands alone: the census refuses it beside any other."""

SPOKEN_WITH = CodeList(
    "spoken_with",
    title="Who was spoken with",
    source="Keepsight's own list, from reviews in which the men of a family were overlooked",
    codes=(
        Code("child", "The child"),
        Code("mother", "Mother"),
        Code("father", "Father", "", "man"),
        Code("partner", "A parent’s partner", "Or another man who helps to care.", "man"),
        Code("other_carer", "Another carer or relative"),
        Code(
            "man_not_possible",
            "Father or partner: not safe, or not to be found",
            "Say in words what was tried.",
            "man",
        ),
    ),
)

STRATEGY_DECISION = CodeList(
    "strategy_decision",
    title="Decision of a strategy discussion",
    source="Working Together: decide whether to begin enquiries under section 47",
    codes=(
        Code("section_47", "Begin a section 47 enquiry"),
        Code("assessment", "Assess, without an enquiry"),
        Code("child_in_need", "Help as a child in need", "With a plan, and without an enquiry."),
        Code("further_discussion", "Meet again"),
        Code("no_further_action", "No further action"),
        Code("not_decided", "Nothing was decided"),
        Code("not_stated", "Not stated"),
    ),
)

ENQUIRY = CodeList(
    "enquiry",
    title="Who makes the enquiry",
    source="Working Together: enquiries are led by social care, alone or jointly with the police",
    codes=(
        Code("joint", "Social care and police together"),
        Code("single", "Social care alone"),
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
    source="Working Together: whether a strategy discussion is needed, and there a medical",
    codes=(
        Code("yes", "Yes, and it is wanted"),
        Code("not_needed", "Considered, not needed, with the reason"),
        Code("not_considered", "Not considered"),
        Code("not_stated", "Not stated"),
    ),
)
