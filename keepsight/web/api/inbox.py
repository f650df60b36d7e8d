"""What a system is asked and told, saying that somebody has read it, and being sent it."""

from ninja import Status

from keepsight.casework import connected
from keepsight.casework import inbox as casework
from keepsight.casework import subscription as events
from keepsight.web.api import shape
from keepsight.web.api.door import FromSystem, operation
from keepsight.web.api.number import Page
from keepsight.web.today import now, today

LARGEST = 2**63 - 1


@operation(
    "GET", "asks", permission="read_inbox", gives=shape.Asks, summary="What you are asked to do"
)
def asks(request: FromSystem) -> shape.Asks:
    """What this system or its agency is asked, until it is done. It is done on the pages."""
    found = connected.own_asks(by=request.user, on=today())
    return shape.Asks(asks=[shape.Ask.of_line(each) for each in found])


@operation(
    "GET", "notices", permission="read_inbox", gives=shape.Notices, summary="What you were told"
)
def notices(request: FromSystem, page: Page = 1) -> shape.Notices:
    """Unread first, then the newest."""
    found = casework.inbox(by=request.user, on=today(), shown="all", page=page)
    return shape.Notices(
        total=found.total,
        unread=found.unread,
        page=page,
        notices=[_notice(each) for each in found.notices],
    )


def _notice(line: casework.NoticeLine) -> shape.Notice:
    return shape.Notice(
        notices=list(line.notices),
        what=line.what,
        title=line.title,
        words=line.words,
        told_at=line.told_at,
        told_by=line.told_by,
        read_at=line.acknowledged_at,
        about=[
            shape.About(
                child_name=each.who.name if each.who else "",
                concern=each.concern,
                is_open=each.is_open,
            )
            for each in line.about
        ],
    )


@operation(
    "POST",
    "notices/read",
    permission="read_inbox",
    gives=shape.Read,
    summary="Say that a notice was read",
)
def read(request: FromSystem, sent: shape.ReadSent) -> shape.Read:
    """Whoever told it sees that it was read, and when. Nothing ends by that."""
    numbers = [each for each in sent.notices if 0 < each <= LARGEST]
    done = casework.acknowledge(notices=numbers, by=request.user, at=now())
    return shape.Read(read=done)


@operation(
    "GET",
    "subscriptions",
    permission="read_inbox",
    gives=shape.Subscriptions,
    summary="Where events are sent",
)
def subscriptions(request: FromSystem) -> shape.Subscriptions:
    """Each address, how many events wait for it, and how many it never took."""
    found = events.subscriptions(by=request.user, on=today())
    return shape.Subscriptions(subscriptions=[_subscription(each) for each in found])


@operation(
    "POST",
    "subscriptions",
    permission="read_inbox",
    gives={201: shape.Subscription},
    summary="Be sent events",
)
def subscribe(request: FromSystem, sent: shape.SubscriptionSent) -> Status[shape.Subscription]:
    """Whatever you are asked or told from now on is sent to this address as an event that names
    nobody. Keep the secret: it is shown this once."""
    made = events.subscribe(address=sent.address, by=request.user, at=now())
    return Status(201, _subscription(made))


@operation(
    "DELETE",
    "subscriptions/{subscription}",
    permission="read_inbox",
    gives=shape.Ended,
    summary="Be sent events no more",
)
def unsubscribe(request: FromSystem, subscription: str) -> shape.Ended:
    """What still waits for this address is not sent."""
    events.end(subscription=subscription, by=request.user, at=now())
    return shape.Ended()


def _subscription(line: events.SubscriptionLine) -> shape.Subscription:
    return shape.Subscription(
        subscription=line.subscription,
        address=line.address,
        made_at=line.made_at,
        waiting=line.waiting,
        given_up=line.given_up,
        secret=line.secret,
    )
