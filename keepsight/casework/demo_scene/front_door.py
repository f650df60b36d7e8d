"""What waits at the front door: a neighbour who keeps a reference, a relative who must be told,
two records that may be of one child, and a referral about a restricted record."""

from keepsight.casework import concern, public_contact, restricted
from keepsight.casework.action import action
from keepsight.casework.child_record import NamedChild
from keepsight.casework.concern import When
from keepsight.casework.demo_scene.referred import decided
from keepsight.casework.demo_scene.story import Family, Story
from keepsight.casework.described import described
from keepsight.casework.likeness import compare
from keepsight.casework.public_contact import Told
from keepsight.facts.fact import new_fact_id
from keepsight.record.models import Child, PossibleMatch

COMPUTER = "demo"
HARTLEY = Family(
    children={"Katelyn Hartley": 3_690},
    adults={"Moira Hartley": "mother"},
    address="61 Kiln Lane",
)
INGLEBY = Family(
    children={"Noah Ingleby": 2_640},
    adults={"Beth Ingleby": "mother"},
    address="18 Orchard Rise",
)


def play_neighbour(story: Story) -> str:
    """A neighbour told of a child through the public page, last evening; gives the reference."""
    told = Told(
        child=NamedChild("Alfie Kettlewell", None),
        harms=["emotional"],
        detail="He is about six, at number 8. There is shouting most nights, and on Sunday he sat "
        "on the step in the dark for two hours.",
        when=When(story.day(2)),
        reporter="public",
        child_words="He said, I am not allowed in till it stops.",
    )
    receipt = public_contact.receive(
        told=told, number=new_fact_id(), computer=COMPUTER, at=story.at(1, 19, 20)
    )
    return receipt.reference


def play_grandmother(story: Story) -> None:
    """A grandmother without an account left a telephone number: the decision is made, and she is
    still to be told."""
    number = new_fact_id()
    told = Told(
        child=NamedChild("Lola Kirkbride", story.day(1_100)),
        harms=["neglect"],
        detail="My granddaughter is left with whoever is in the house. I found her in a wet bed.",
        when=When(story.day(5)),
        reporter="family",
        name="Pat Kirkbride, grandmother",
        reached_by="Telephone 01632 960 144, not on Wednesdays",
    )
    public_contact.receive(told=told, number=number, computer=COMPUTER, at=story.at(4, 17))
    decided(story, number, "assessment", "A small child, several adults, no earlier work.", ago=3)


def play_two_records(story: Story) -> None:
    """The police spelt a name as they heard it: a second record was begun of a child who is
    known, under an older concern of the same kind, and who has waited for a worker for a fortnight.
    """
    who = story.cast
    (known,) = story.begin(HARTLEY, known_for=13)
    story.before(
        story.said(
            "concern",
            known,
            days_ago=210,
            by=who.health_visitor,
            harms=("emotional",),
            sign="domestic_abuse",
            detail="Katelyn’s mother had a split lip, and would not speak of it.",
        )
    )
    born_on = story.born_on(HARTLEY, "Katelyn Hartley")
    raised = concern.raise_(
        child=NamedChild("Caitlin Hartley", born_on),
        harms=["emotional"],
        sign="domestic_abuse",
        detail="Officers called to 61 Kiln Lane at 23:10. A girl of ten was on the stairs.",
        by=who.police,
        at=story.at(1, 8, 30),
    )
    _suggest(story, known, raised.child)


def _suggest(story: Story, one: str, other: str) -> None:
    """What the nightly look through all records would find of these two."""
    with action("match_records", by=None, at=story.now):
        children = list(Child.objects.filter(pk__in=(one, other)))
        people = described(children)
        first, second = sorted((one, other))
        likeness = compare(people[first], people[second]).likeness
        if likeness:
            PossibleMatch.objects.create(
                one_id=first, other_id=second, likeness=likeness, found_at=story.now
            )


def play_restricted(story: Story) -> None:
    """The record of a colleague’s child is open to two named people. A new referral about the child
    reaches them, and nobody else."""
    who = story.cast
    network = [(who.worker, "allocated"), (who.doctor, "lead")]
    (noah,) = story.begin(INGLEBY, network=network)
    restricted.restrict(
        child=noah,
        names=[who.worker.pk],
        reasons="Noah’s aunt works in a neighbouring team.",
        by=who.manager,
        at=story.at(20, 10),
    )
    concern.raise_(
        child=NamedChild("Noah Ingleby", story.born_on(INGLEBY, "Noah Ingleby")),
        harms=["physical"],
        sign="head_injury",
        detail="Seen in surgery with a cut above the eye. Two stories of how it came about.",
        by=who.doctor,
        at=story.at(1, 12),
    )
