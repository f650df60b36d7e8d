"""Kestermoor, the invented town: its districts, streets and addresses. No such postcode exists."""

from random import Random

TOWN = "Kestermoor"
DISTRICTS = ("North", "South", "East", "West")

_STREETS = (
    "Alder Bank", "Bobbin Street", "Carding Lane", "Dovecote Rise", "Eller Close", "Fuller's Row",
    "Gorse Hill", "Heckling Yard", "Ings Avenue", "Jenny Wren Way", "Kiln Terrace", "Larch Grove",
    "Mossdale Road", "Nettle Croft", "Old Tannery Street", "Packhorse Lane", "Quarry View",
    "Rope Walk", "Shuttle Close", "Teasel Court", "Upper Weir Road", "Viaduct Street",
    "Whin Gardens", "Yarn Market",
)  # fmt: skip


def some_address(rng: Random) -> str:
    """An address in Kestermoor. The postcode area ZZ is not in use."""
    letters = "".join(rng.choice("ABDEFGHJLNPQRSTUWXYZ") for _ in range(2))
    flat = f"Flat {rng.randint(1, 12)}, " if rng.random() < 0.25 else ""
    house = f"{flat}{rng.randint(1, 140)} {rng.choice(_STREETS)}"
    return f"{house}, {TOWN}, ZZ{rng.randint(1, 9)} {rng.randint(1, 9)}{letters}"
