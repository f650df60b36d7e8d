"""The pages of need-to-know: a network, a restriction, an emergency, cover, and somebody who has
left."""

from keepsight.casework import network, restricted
from keepsight.record.models import BreakGlass, Delegation, Involvement, Restriction, User
from keepsight.record.reader import reading_as_system
from keepsight.web.today import now
from tests.the_audit import the_audit
from tests.web.conftest import SignIn
from tests.web.page import read, words
from tests.web.small_authority import MAYA, TODAY, TOM, SmallAuthority

TOMS = {"name": "Tom Frost", "born_on_day": "9", "born_on_month": "9", "born_on_year": "2015"}


def add_nina(authority: SmallAuthority, part: str = "professional") -> None:
    network.add(
        child=MAYA,
        user=authority.people["referrer"].pk,
        part=part,
        by=authority.people["manager"],
        at=now(),
    )


def test_a_manager_adds_somebody_by_name_and_part(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    manager = sign_in("manager")
    nina = authority.people["referrer"]
    page = read(manager, f"/children/{MAYA}/network/add?words=bluebell")
    assert "Nina Brook Safeguarding lead, Bluebell Nursery" in page

    answer = manager.post(
        f"/children/{MAYA}/network/add?words=bluebell", {"user": nina.pk, "part": "professional"}
    )

    assert answer["Location"] == f"/children/{MAYA}/network"
    assert "Nina Brook is in the network" in read(manager, f"/children/{MAYA}/network")
    assert next(each.note for each in the_audit(what="add_to_network", sort="search")) == (
        "people bluebell"
    )


def test_a_professional_in_the_network_reads_that_child_and_no_findings(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    nina = sign_in("referrer")
    assert nina.get(f"/children/{MAYA}").status_code == 404
    add_nina(authority)

    assert "Children in whose network you are Maya Marsh" in read(nina, "/")
    page = read(nina, f"/children/{MAYA}")
    assert "A bruise" not in page
    assert "Category changed" in page, "the chronology of all agencies"
    assert "to look at" not in page, "no finding"
    markup = nina.get(f"/children/{MAYA}").content.decode()
    assert "/children/leo" not in markup, "the nursery raised a concern about him, no more"
    assert nina.get("/children/leo").status_code == 404
    assert nina.get(f"/findings/{authority.finding_about(MAYA)}").status_code == 404
    assert nina.get(f"/children/{MAYA}/audit").status_code == 404


def test_an_agency_is_offered_what_it_sees(authority: SmallAuthority, sign_in: SignIn) -> None:
    add_nina(authority)
    nina = sign_in("referrer")
    page = read(nina, f"/children/{MAYA}/record")
    assert "School" in page
    assert "Child's own words" in page or "Child’s own words" in page
    for not_theirs in ("Plan started", "Strategy discussion", "Supervision", "Case closed"):
        assert not_theirs not in page
    assert nina.get(f"/children/{MAYA}/record/domestic_abuse_notice").status_code == 404
    assert nina.get(f"/children/{MAYA}/record/school_event").status_code == 200


def test_own_concerns_stay_those_of_the_own_agency(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    with reading_as_system("the school's own joins Tom's network"):
        Involvement.objects.create(
            child_id=MAYA, user=authority.school, as_what="professional", from_on=TODAY
        )
    page = read(sign_in("school"), "/")
    assert "has raised no concerns yet" in page
    assert sign_in("school").get("/concerns/maya-first").status_code == 200


def test_ending_a_part_asks_once_more_and_shuts_the_record_the_same_day(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    add_nina(authority)
    manager, nina = sign_in("manager"), sign_in("referrer")
    with reading_as_system("test"):
        part = Involvement.objects.get(user=authority.people["referrer"]).pk
    assert "End Nina Brook’s part?" in read(manager, f"/children/{MAYA}/network/{part}/end")
    assert nina.get(f"/children/{MAYA}").status_code == 200

    assert manager.post(f"/children/{MAYA}/network/{part}/end").status_code == 302

    assert nina.get(f"/children/{MAYA}").status_code == 404
    page = read(manager, f"/children/{MAYA}/network")
    assert "Nina Brook, Safeguarding lead, Bluebell Nursery" in page.split("before")[1]


def test_a_restricted_child_is_in_no_list_and_no_search(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    manager, director, worker = sign_in("manager"), sign_in("director"), sign_in("social_worker")
    assert "Maya Marsh" in read(worker, "/?show=waiting")

    answer = manager.post(f"/children/{MAYA}/restriction", {"reasons": "Her mother works here."})

    assert answer.status_code == 302
    for address in ("/", "/?show=waiting", "/?show=due", "/?text=Maya&show=waiting", "/work"):
        assert "Maya Marsh" not in read(worker, address), address
        assert address == "/work" or "Maya Marsh" not in read(director, address), address
    assert worker.get(f"/children/{MAYA}").status_code == 404
    assert director.get(f"/children/{MAYA}").status_code == 404
    assert "Only people who are named for it" in read(manager, f"/children/{MAYA}")
    page = read(director, "/restricted")
    assert "1 record can be opened by named people only." in page
    assert "Mo Haddad, Team manager" in page
    assert "Maya" not in page
    assert "Maya Marsh" not in read(director, "/audit")


def test_a_director_must_name_a_manager_and_keeps_what_was_typed(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    director = sign_in("director")
    markup = director.post(
        f"/children/{TOM}/restriction", {"reasons": "His father works here."}
    ).content.decode()
    assert "Name at least one manager" in markup
    assert "His father works here." in markup
    with reading_as_system("test"):
        assert not Restriction.objects.exists()


def test_a_late_referral_about_a_restricted_child_stands_out_to_the_director(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    """Tom's referral of February waits."""
    restricted.restrict(
        child=TOM,
        names=[authority.people["manager"].pk],
        reasons="His father works here.",
        by=authority.people["director"],
        at=now(),
    )
    assert "1 referral should have been decided about" in read(sign_in("director"), "/restricted")
    referral = authority.fact_about(TOM, "referral")
    assert "No referral waits" in read(sign_in("front_door"), "/front-door")
    manager = sign_in("manager")
    assert "Decide about this referral" in read(manager, f"/referrals/{referral}/decide")
    assert f"/referrals/{referral}/decide" in manager.get("/work").content.decode()


def test_lifting_and_taking_a_name_off(authority: SmallAuthority, sign_in: SignIn) -> None:
    manager = sign_in("manager")
    sara, manager_pk = authority.people["social_worker"].pk, authority.people["manager"].pk
    manager.post(f"/children/{MAYA}/restriction", {"reasons": "x", "names": [sara]})
    page = f"/children/{MAYA}/restriction"
    assert "Sara Lund" in read(manager, page)

    refused = manager.post(f"{page}/{manager_pk}/take-off")
    assert "Name another manager first" in words(refused.content.decode())
    assert manager.post(f"{page}/{sara}/take-off").status_code == 302
    assert sign_in("social_worker").get(f"/children/{MAYA}").status_code == 404

    assert "Say why" in words(manager.post(f"{page}/lift", {}).content.decode())
    assert manager.post(f"{page}/lift", {"reasons": "She has left."}).status_code == 302
    assert sign_in("social_worker").get(f"/children/{MAYA}").status_code == 200


def test_breaking_the_glass_says_first_what_it_means(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    worker = sign_in("social_worker")
    assert worker.get(f"/children/{TOM}").status_code == 404

    page = words(worker.post("/break-glass", TOMS).content.decode())
    assert "It closes after 4 hours" in page
    with reading_as_system("test"):
        assert not BreakGlass.objects.exists(), "looking opens nothing"
    page = words(worker.post("/break-glass/open", TOMS).content.decode())
    assert "Say why you need this record now" in page

    answer = worker.post("/break-glass/open", TOMS | {"reasons": "Found alone."})

    assert answer["Location"] == f"/children/{TOM}"
    page = read(worker, f"/children/{TOM}")
    assert "You opened this record in an emergency." in page
    assert worker.get(f"/concerns/{authority.concern_of(TOM).pk}").status_code == 200
    assert worker.get(f"/children/{TOM}/record/visit").status_code == 200
    concern = authority.concern_of(TOM).pk
    assert worker.get(f"/concerns/{concern}/answer").status_code == 404
    assert worker.post(f"/children/{TOM}/break-glass/close").status_code == 302
    assert worker.get(f"/children/{TOM}").status_code == 404


def test_who_is_not_there_is_not_opened(sign_in: SignIn) -> None:
    worker = sign_in("social_worker")
    for wrong in ({"name": "Tom Frosty"}, {"born_on_day": "10"}):
        page = words(worker.post("/break-glass", TOMS | wrong).content.decode())
        assert "Nobody of this name and date of birth has a record here" in page
        page = words(
            worker.post("/break-glass/open", TOMS | wrong | {"reasons": "Now."}).content.decode()
        )
        assert "Nobody of this name and date of birth has a record here" in page


def test_a_director_judges_where_the_team_has_no_manager(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    sign_in("social_worker").post("/break-glass/open", TOMS | {"reasons": "Found alone."})
    director = sign_in("director")
    page = read(director, "/break-glass/to-judge")
    assert "Tom Frost" in page
    assert "Opened by Sara Lund, Social worker" in page
    with reading_as_system("test"):
        number = BreakGlass.objects.get().pk
    assert "Found alone." in read(director, f"/break-glass/{number}/judge")
    assert sign_in("social_worker").get(f"/break-glass/{number}/judge").status_code == 404

    given = {"was_appropriate": "yes", "words": "She kept him safe."}
    assert director.post(f"/break-glass/{number}/judge", given).status_code == 302

    assert "Nothing waits to be judged" in read(director, "/break-glass/to-judge")
    page = read(sign_in("social_worker"), "/break-glass")
    assert "found it appropriate: She kept him safe." in page


def test_cover_is_arranged_and_ended(authority: SmallAuthority, sign_in: SignIn) -> None:
    worker = sign_in("social_worker")
    me, ines = authority.people["social_worker"], authority.stranger
    days = {
        "from_on_day": "31", "from_on_month": "3", "from_on_year": "2025",
        "last_on_day": "4", "last_on_month": "4", "last_on_year": "2025",
    }  # fmt: skip
    assert sign_in("stranger").get(f"/children/{MAYA}").status_code == 404

    sent = {"absent": me.pk, "delegate": ines.pk, "reasons": "Leave.", **days}
    assert worker.post("/cover", sent).status_code == 302

    assert sign_in("stranger").get(f"/children/{MAYA}").status_code == 200
    assert "Sara Lund, Social worker, 31 March 2025 to 4 April 2025" in read(
        sign_in("stranger"), "/cover"
    )
    with reading_as_system("test"):
        number = Delegation.objects.get().pk
    assert sign_in("stranger").get(f"/cover/{number}/end").status_code == 404
    assert worker.post(f"/cover/{number}/end").status_code == 302
    assert sign_in("stranger").get(f"/children/{MAYA}").status_code == 404


def test_somebody_has_left(authority: SmallAuthority, sign_in: SignIn) -> None:
    worker, manager = sign_in("social_worker"), sign_in("manager")
    sara = authority.people["social_worker"].pk
    assert "They work with 2 children" in read(manager, f"/people/{sara}/left")

    answer = manager.post(f"/people/{sara}/left", {}, follow=True)

    page = words(answer.content.decode())
    assert "Sara Lund signs in no more." in page
    assert "Waiting for a worker now: Leo Marsh and Maya Marsh." in page
    assert worker.get("/")["Location"].startswith("/sign-in")
    assert not User.objects.get(pk=sara).is_active
    assert f"/children/{MAYA}/allocate" in manager.get("/work").content.decode()
    assert manager.get(f"/people/{sara}/left").status_code == 404
