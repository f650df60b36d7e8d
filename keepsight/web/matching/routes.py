"""The addresses of records that may be of one child."""

from keepsight.web.matching import view
from keepsight.web.route import route

ROUTES = (
    route("matching", view.listed, name="matching", permission="see_matches"),
    route("matching/<one>/<other>", view.pair, name="pair", permission="see_matches"),
    route(
        "matching/<one>/<other>/same",
        view.same,
        name="pair_same",
        permission="join_records",
        takes_form=True,
    ),
    route(
        "matching/<one>/<other>/different",
        view.different,
        name="pair_different",
        permission="join_records",
        takes_form=True,
    ),
    route("children/<child>/records", view.records, name="records", permission="part_records"),
    route(
        "children/<child>/records/<other>/part",
        view.part,
        name="part",
        permission="part_records",
        takes_form=True,
    ),
)
