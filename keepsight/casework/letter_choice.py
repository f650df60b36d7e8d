"""Choosing by which way one hears by e-mail that there is something new."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from keepsight.casework import access
from keepsight.casework.action import action
from keepsight.casework.not_right import wrong
from keepsight.practice.codes.letter import LETTER
from keepsight.record.models import Letter, LetterChoice, User


@dataclass(frozen=True)
class Choice:
    """What somebody chose, a code of LETTER, and what became of the last letter to them.

    `failed_at` is set where the last one was given up; `waits` where one could not be sent yet.
    """

    how: str
    address: str
    sent_at: datetime | None
    failed_at: datetime | None
    waits: bool


def choice_of(*, by: User) -> Choice:
    """What this user chose; no e-mail, as long as they have not chosen. Raises access.Refused."""
    access.require(by, "read_inbox")
    chosen = LetterChoice.objects.filter(user=by).first()
    letters = Letter.objects.filter(to=by).order_by("-written_at")
    last = letters.first()
    sent = letters.exclude(sent_at=None).order_by("-sent_at").first()
    return Choice(
        how=chosen.how if chosen else "off",
        address=chosen.address if chosen else "",
        sent_at=sent.sent_at if sent else None,
        failed_at=last.given_up_at if last else None,
        waits=last is not None and bool(last.failure) and last.given_up_at is None,
    )


def choose(*, how: str, address: str, by: User, at: datetime) -> None:
    """Choose how to hear of something new: `how` is a code of LETTER. Raises Refused, and NotRight
    where an e-mail has no address to go to."""
    access.require(by, "read_inbox")
    address = address.strip()
    if how not in LETTER:
        raise wrong("how", "Choose when you want an e-mail.")
    if how != "off" and not address:
        raise wrong("address", "Enter the address to which e-mail goes.")
    if address:
        try:
            validate_email(address)
        except ValidationError as invalid:
            raise wrong("address", "Enter an address such as name@example.org.") from invalid
    with action("choose_letters", by=by, at=at) as doing:
        doing.note = LETTER.named(how)
        LetterChoice.objects.update_or_create(
            user=by, defaults={"how": how, "address": address, "chosen_at": at}
        )
        if how != "at_once":
            Letter.objects.filter(to=by, for_on=None, sent_at=None, given_up_at=None).delete()
