"""Past cases to try a lesson on: what reviews tell of, as files in the replay format. All but the
first are invented; the first retells published accounts in our own words."""

from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class PastCase:
    """One past case: what it is called, what it is about, and its file."""

    title: str
    words: str
    path: Path


PAST_CASES = (
    PastCase(
        "Children P",
        "The category of the plan was moved from sexual abuse to neglect, and nobody answered the "
        "first concern. Retold in our own words from published accounts; every day is placed by "
        "us inside the years they give.",
        _FOLDER / "children_p.csv",
    ),
    PastCase(
        "Three doorsteps",
        "A small child on a plan is hardly ever seen. Invented.",
        _FOLDER / "past_cases" / "three-doorsteps.csv",
    ),
    PastCase(
        "Bruises in three places",
        "Different agencies each see an injury to a baby. Invented.",
        _FOLDER / "past_cases" / "bruises-in-three-places.csv",
    ),
    PastCase(
        "Closed each time",
        "A schoolboy is referred again and again, and each time the case is closed. Invented.",
        _FOLDER / "past_cases" / "closed-each-time.csv",
    ),
    PastCase(
        "As it should be",
        "A concern is taken up and acted on in time: a lesson had better be quiet "
        "about it. Invented.",
        _FOLDER / "past_cases" / "as-it-should-be.csv",
    ),
)
