"""Invents the agencies of the town and everybody who works in them."""

from collections import defaultdict
from collections.abc import Mapping
from random import Random

from keepsight.synthetic.agency import Agency, Team, Worker
from keepsight.synthetic.name import some_name
from keepsight.synthetic.place import DISTRICTS, TOWN

COUNCIL = f"{TOWN} Council"
FRONT_DOOR = "Front Door"
CARE_TEAM = "Children in Care"

# Agencies that there is one of: kind, name, the job of those who refer, how many work there.
_SINGLE = (
    ("police", f"{TOWN} Police", "Police constable", 8),
    ("emergency_department", f"{TOWN} Infirmary, A&E", "Nurse in A&E", 5),
    ("hospital", f"{TOWN} Infirmary", "Ward sister", 3),
    ("paediatrics", f"{TOWN} Infirmary, children's doctors", "Paediatrician", 4),
    ("midwifery", f"{TOWN} Infirmary, maternity", "Midwife", 4),
    ("health_visiting", f"{TOWN} Health Visiting", "Health visitor", 8),
    ("school_nursing", f"{TOWN} School Nursing", "School nurse", 4),
    ("mental_health", f"{TOWN} Mental Health Trust", "Mental health nurse", 4),
    ("ambulance", "Moor and Dale Ambulance", "Paramedic", 3),
    ("dentist", "Viaduct Dental Practice", "Dentist", 2),
    ("education_welfare", f"{TOWN} Education Welfare", "Education welfare officer", 3),
    ("housing", "Teasel Homes", "Housing officer", 3),
    ("substance_misuse", "Clearwater Drug and Alcohol Service", "Recovery worker", 3),
    ("domestic_abuse_service", "Lantern Domestic Abuse Service", "Advocate", 3),
    ("probation", f"{TOWN} Probation", "Probation officer", 2),
    ("youth_justice", f"{TOWN} Youth Justice", "Youth justice officer", 2),
    ("legal", f"{TOWN} Council, legal service", "Solicitor", 2),
    ("early_help", f"{TOWN} Family Help", "Family help worker", 6),
    ("court", f"{TOWN} Family Court", "Court officer", 1),
    ("voluntary", "Stepping Stones", "Youth worker", 2),
)
BUSINESS_MANAGER = ("Beatrix", "Wrathall")
"""A name that is in none of the lists from which the others are drawn."""
_SCHOOLS = (
    "Alder Bank", "Carding Lane", "Dovecote", "Gorse Hill", "Ings", "Kiln Terrace", "Larch Grove",
    "Mossdale", "Packhorse", "Quarry View", "Shuttle Close", "Whin Gardens",
)  # fmt: skip
# Agencies that there are several of: kind, how each is called, the job, one for how many children.
_MANY = (
    ("school", "{} School", "Designated safeguarding lead", 130),
    ("nursery", "{} Nursery", "Nursery manager", 220),
    ("gp", "{} Surgery", "GP", 220),
)


class Workforce:
    """Agencies, teams and workers of a town with this many children on record."""

    def __init__(self, rng: Random, *, children: int) -> None:
        self.agencies: list[Agency] = []
        self.teams: list[Team] = []
        self.workers: list[Worker] = []
        self._rng = rng
        self._by_agency: dict[str, list[Worker]] = defaultdict(list)
        self._by_team: dict[str, list[Worker]] = defaultdict(list)
        self._by_kind: dict[str, list[Agency]] = defaultdict(list)
        self._usernames: set[str] = set()
        self._council(children)
        for kind, name, job, many in _SINGLE:
            self._employ(Agency(name, kind), job, many)
        for kind, name, job, each_for in _MANY:
            for place in _SCHOOLS[: max(3, min(len(_SCHOOLS), round(children / each_for)))]:
                self._employ(Agency(name.format(place), kind), job, 2)
        self._partnership()

    def agency(self, kind: str, *, rng: Random) -> Agency:
        """One of the agencies of that kind."""
        return rng.choice(self._by_kind[kind])

    def somebody(self, agency: str, *, rng: Random) -> Worker:
        """One of those who work at the agency of that name."""
        return rng.choice(self._by_agency[agency])

    def social_worker(self, team: str, *, rng: Random) -> Worker:
        """A social worker of the team."""
        return rng.choice(self.social_workers(team))

    def social_workers(self, team: str) -> list[Worker]:
        """The social workers of the team."""
        return [each for each in self._by_team[team] if each.role == "social_worker"]

    def manager(self, team: str) -> Worker:
        """The manager of the team."""
        return next(each for each in self._by_team[team] if each.role == "manager")

    @property
    def locality_teams(self) -> list[str]:
        """The teams that hold cases, by district."""
        return [each.name for each in self.teams if each.name not in (FRONT_DOOR, CARE_TEAM)]

    @property
    def chairs(self) -> list[Worker]:
        """Those who chair conferences."""
        return [each for each in self.workers if each.role == "chair"]

    @property
    def agencies_by_name(self) -> Mapping[str, Agency]:
        """Every agency by its name."""
        return {each.name: each for each in self.agencies}

    def _council(self, children: int) -> None:
        council = Agency(COUNCIL, "social_care")
        self.agencies.append(council)
        self._by_kind[council.kind].append(council)
        numbers = range(1, max(1, round(children / 600)) + 1)
        localities = [f"{district} {number}" for district in DISTRICTS for number in numbers]
        for team in (FRONT_DOOR, *localities, CARE_TEAM):
            self.teams.append(Team(team, COUNCIL))
            self._hire(council, "Team manager", "manager", team)
            for _ in range(6):
                self._hire(council, "Social worker", "social_worker", team)
        for _ in range(max(2, round(children / 300))):
            self._hire(council, "Conference chair", "chair")
        self._hire(council, "Director of children's services", "director")

    def _partnership(self) -> None:
        """Who supports the agencies together. Named without the dice: what is drawn after it stays
        as it was."""
        partnership = Agency(f"{TOWN} Safeguarding Partnership", "partnership")
        self.agencies.append(partnership)
        self._by_kind[partnership.kind].append(partnership)
        given, family = BUSINESS_MANAGER
        username = f"{given}.{family}".lower()
        job = "Partnership business manager"
        role = "business_manager"
        worker = Worker(username, f"{given} {family}", job, role, partnership.name, None)
        self.workers.append(worker)
        self._by_agency[partnership.name].append(worker)

    def _employ(self, agency: Agency, job: str, many: int) -> None:
        self.agencies.append(agency)
        self._by_kind[agency.kind].append(agency)
        for _ in range(many):
            self._hire(agency, job, "referrer")

    def _hire(self, agency: Agency, job: str, role: str, team: str | None = None) -> None:
        given, family = self._new_name()
        username = f"{given}.{family}".lower()
        self._usernames.add(username)
        worker = Worker(username, f"{given} {family}", job, role, agency.name, team)
        self.workers.append(worker)
        self._by_agency[agency.name].append(worker)
        if team:
            self._by_team[team].append(worker)

    def _new_name(self) -> tuple[str, str]:
        """A name that nobody else who works here has, while the lists last."""
        for _ in range(50):
            given, family = some_name(self._rng, girl=self._rng.random() < 0.7)
            if f"{given}.{family}".lower() not in self._usernames:
                return given, family
        return given, f"{family}-{len(self._usernames)}"
