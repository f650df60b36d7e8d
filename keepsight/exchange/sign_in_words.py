"""What a text says was seen or heard, and the harm that it points to: a first reading of words, for
a person to put right."""

import re

from keepsight.practice.codes.sign import SIGN

_SIGNS: tuple[tuple[str, str], ...] = (
    (r"fractur|brok(?:e|en) (?:\w+ )?(?:leg|arm|bone|rib|wrist|ankle|elbow|finger|nose|jaw|collar)|"
     r"\bbroken bones?|metaphys", "fracture"),
    (r"\bburn(?:s|t|ed)?\b|scald|cigarette", "burn_or_scald"),
    (r"genital|\banal\b|vagin|penis|perine|sexually transmi|\bsti\b|\bstd\b|gonorrh|chlamydia|"
     r"genital warts", "genital_injury_or_infection"),
    (r"sexuali[sz]ed|masturbat|sexual (?:behaviour|play|language|knowledge)",
     "sexualised_behaviour"),
    (r"head injur|skull|concuss|subdural|brain injur|"
     r"bump (?:to|on) (?:the |his |her )?(?:fore)?head|black eye|blow to the|unconscious|shaken",
     "head_injury"),
    (r"bruis|\bmarks?\b|scratch|\bcuts?\b|slap|smack|graze|bite|\bweal|welt|lacerat|"
     r"scars?\b|scab|fingertip|hand-?print|swollen|swelling|lump", "bruise"),
    (r"swallow|ingest|overdos|poison|methadone", "poisoning"),
    (r"self-?harm|cut(?:s|ting) (?:him|her|them)sel", "self_harm"),
    (r"injur|wound|\bhurt|limp|\bhit\b|beat(?:en|ing)|assault|kick|punch|strangl|bleed|"
     r"dislocat|non-accidental", "other_injury"),
    (r"disclos|told (?:a |an |the |his |her )?(?:teacher|nursery|school|foster|friend)|"
     r"child said|said that (?:he|she) (?:was|had been)|alleg",
     "disclosure"),
    (r"exploit|county lines|groom|gang", "exploitation"),
    (r"unsupervis|left alone|home alone|abandon|wandering|without an adult", "left_alone"),
    (r"hung(?:er|ry)|\bthin|weight|scaveng|malnourish|starv|steal\w* food|taking food|food|eating|"
     r"emaciat|failure to thrive|faltering growth|not growing|centile|nutrition",
     "hunger_or_weight"),
    (r"untreated|medical (?:care|attention) (?:not|was not)|missed medication|"
     r"not taken to (?:the )?(?:doctor|hospital|gp)|rotten teeth|tooth decay|dental decay",
     "untreated_illness"),
    (r"dirty|unkempt|filth|squal|home conditions|unhygienic|unclean|smell|soil|\blice\b|nappy|"
     r"nappies|inadequate clothing|no clothes|poor care|neglect|cluttered|no heating",
     "poor_care"),
    (r"domestic (?:abuse|violence|incident|dispute|problem)|violence (?:between|in|to)|"
     r"violent (?:partner|relationship)|controlling", "domestic_abuse"),
    (r"drunk|alcohol|drink(?:ing)?\b|drugs?\b|heroin|cannabis|cocaine|intoxicat|substance",
     "adult_substance_misuse"),
    (r"(?:mother|father|parent|carer)\S* (?:\w+ )?(?:mental|depress|suicid|psycho)|"
     r"mental (?:ill|health)|post-?natal depress|suicid", "adult_mental_health"),
    (r"sex(?:ual)? offen|registered offender|schedule (?:1|one)|risk to children|convicted of|"
     r"known to be violent|person posing", "unsafe_adult"),
    (r"afraid|frighten|scared|fearful|flinch|frozen|watchful|withdrawn(?! from)|"
     r"would not speak|mute",
     "fear_or_withdrawal"),
    (r"aggress|distress|head-?butt|tantrum|crying|upset|angry|rocking", "distress_or_aggression"),
    (r"absen(?:t|ce)|missed school|truan|not (?:in|at) school|poor attendance", "absence"),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern), sign) for pattern, sign in _SIGNS)
_NOTHING_SEEN = re.compile(
    r"\bno (?:(?:new|visible|obvious|further|other|apparent) )?"
    r"(?:concern|injur|bruis|marks?\b|sign)|"
    r"nothing (?:of concern|untoward)|not (?:injured|hurt|bruised)|without injur"
)
_WORRY = re.compile(
    r"concern|worr|suspic|suspect|allegation|alleg|\bsigns? (?:of|missed)|at risk|unsafe|"
    r"\babus|danger|safeguard"
)
_HARMS = {
    "physical": re.compile(r"physical(?:ly)? (?:abuse|harm|injur)|physical abuse|non-accidental"),
    "emotional": re.compile(r"emotional(?:ly)? (?:abuse|harm)|emotional"),
    "sexual": re.compile(r"sexual"),
    "neglect": re.compile(r"neglect"),
}
_HARM_OF_GROUP = {
    "injury": "physical",
    "sexual": "sexual",
    "behaviour": "emotional",
    "care": "neglect",
    "exploitation": "sexual",
}
_HARM_OF_SIGN = {
    "domestic_abuse": "emotional",
    "adult_substance_misuse": "neglect",
    "adult_mental_health": "emotional",
}
INJURIES = frozenset(SIGN.group("injury"))


def sign_in(words: str) -> str | None:
    """The sign that the words name first among those we know; None when they name none."""
    text = words.lower()
    return next((sign for pattern, sign in _PATTERNS if pattern.search(text)), None)


def injury_in(words: str) -> str:
    """The injury that the words name; another injury when they name none."""
    text = words.lower()
    return next(
        (sign for pattern, sign in _PATTERNS if sign in INJURIES and pattern.search(text)),
        "other_injury",
    )


def says_nothing_was_seen(words: str) -> bool:
    """Whether the words say that there was nothing to see."""
    return bool(_NOTHING_SEEN.search(words.lower()))


def sounds_worried(words: str) -> bool:
    """Whether the words say that somebody was worried, or name a sign, and do not deny it."""
    if says_nothing_was_seen(words):
        return False
    return sign_in(words) is not None or _WORRY.search(words.lower()) is not None


def harms_in(words: str) -> tuple[str, ...]:
    """The harms that the words name outright ("physical abuse and neglect")."""
    text = words.lower()
    return tuple(harm for harm, pattern in _HARMS.items() if pattern.search(text))


def harm_of(sign: str | None) -> tuple[str, ...]:
    """The harm that a sign first points to; empty when it points to none in particular."""
    if sign is None or sign not in SIGN:
        return ()
    harm = _HARM_OF_SIGN.get(sign) or _HARM_OF_GROUP.get(SIGN[sign].group)
    return (harm,) if harm else ()
