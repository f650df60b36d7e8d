"""What was seen or heard that made somebody concerned."""

from keepsight.practice.code import Code, CodeList

SIGN = CodeList(
    "sign",
    title="What was seen or heard",
    source="Keepsight's own list, from the signs that published reviews and local procedures name",
    codes=(
        Code("disclosure", "The child told someone", "In words, drawing or play.", "told"),
        Code("bruise", "Bruise or mark", "A bruise, mark or cut on the body.", "injury"),
        Code("fracture", "Broken bone", "Known or suspected.", "injury"),
        Code("burn_or_scald", "Burn or scald", "", "injury"),
        Code("head_injury", "Head injury", "Including a blow to the face.", "injury"),
        Code("other_injury", "Other injury", "Any other hurt to the body.", "injury"),
        Code(
            "genital_injury_or_infection",
            "Genital injury or infection",
            "Including an infection passed on sexually.",
            "sexual",
        ),
        Code(
            "sexualised_behaviour",
            "Sexualised behaviour",
            "Acts or talk beyond what children of that age know.",
            "sexual",
        ),
        Code("fear_or_withdrawal", "Fear or withdrawal", "Afraid, silent, watchful.", "behaviour"),
        Code("distress_or_aggression", "Distress or aggression", "", "behaviour"),
        Code("self_harm", "Self-harm", "", "behaviour"),
        Code("hunger_or_weight", "Hunger or weight", "Hungry, thin, taking food.", "care"),
        Code("poor_care", "Poor care", "Dirty, badly dressed, unsafe home.", "care"),
        Code("left_alone", "Left alone or unsupervised", "", "care"),
        Code("poisoning", "Swallowed something harmful", "Drugs, medicine, chemicals.", "care"),
        Code("untreated_illness", "Illness not treated", "", "care"),
        Code("absence", "Absence", "Away from school or services with no reason.", "care"),
        Code("domestic_abuse", "Domestic abuse at home", "Seen, heard or lived with.", "adult"),
        Code("adult_substance_misuse", "Adult drinking or drug use", "", "adult"),
        Code("adult_mental_health", "Adult mental ill-health", "", "adult"),
        Code("unsafe_adult", "An adult who may be a danger", "Known or suspected.", "adult"),
        Code("exploitation", "Signs of exploitation", "Sexual, criminal or other.", "exploitation"),
        Code("other", "Something else", "Say what in your own words."),
    ),
)

EXPLANATION = CodeList(
    "explanation",
    title="What was said to explain it",
    source="Keepsight's own list, from published reviews",
    codes=(
        Code("not_asked", "Nobody asked"),
        Code("accepted", "Explained, and the explanation was accepted"),
        Code("unexplained", "No explanation, or one that does not fit"),
        Code("late_presentation", "Care was sought late"),
    ),
)
