"""What stands on every paper, whatever it is: who may read it, who printed it and when."""

from datetime import datetime

from keepsight.casework.fact_line import FactLine, day_in_words
from keepsight.practice.code import in_one_phrase
from keepsight.practice.working_day import LONDON
from keepsight.record.models import User

FOR_THE_NETWORK = "Keepsight. Confidential: for those who work with this child."


def made(*, by: User, printed_at: datetime) -> str:
    """The line at the foot of each page: "Printed by Sara Lund, Social worker, on 3 March 2025 at
    10:12"."""
    local = printed_at.astimezone(LONDON)
    return f"Printed by {by.signature}, on {day_in_words(local.date())} at {local:%H:%M}"


def said_in_words(line: FactLine, *, with_harms: bool = True) -> str:
    """What a line of the chronology says, one answer a line, as a person would write it."""
    said = [f"{label}: {words}" if label else words for label, words in line.said]
    if with_harms and line.harms:
        said.append(f"About: {in_one_phrase(line.harms)}")
    if line.detail:
        said.append(line.detail)
    if line.child_words:
        said.append(f"In the child's words: “{line.child_words}”")
    return "\n".join(said)
