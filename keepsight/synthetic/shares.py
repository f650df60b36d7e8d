"""How often each turn is taken in an ordinary life: the national shares that lives draw from."""

from random import Random

from keepsight.synthetic.quota import Quota

# Working days from the first to the last of each band of how long assessments take.
ASSESSMENT_BANDS = {
    "assessed_same_day": (0, 0),
    "assessed_1_to_10": (1, 10),
    "assessed_11_to_20": (11, 20),
    "assessed_21_to_30": (21, 30),
    "assessed_31_to_40": (31, 40),
    "assessed_41_to_45": (41, 45),
    "assessed_46_to_50": (46, 50),
    "assessed_51_to_60": (51, 60),
    "assessed_61_or_more": (61, 85),
}
_ASSESSMENT_SHARES = (1.8, 11.7, 17.3, 15.8, 20.2, 18.9, 5.8, 4.3, 4.2)

# Days that a plan lasts.
PLAN_BANDS = {
    "plan_to_3_months": (55, 88),
    "plan_3_to_6_months": (97, 178),
    "plan_6_to_12_months": (190, 360),
    "plan_1_to_2_years": (370, 700),
    "plan_2_years_or_more": (735, 900),
}
_PLAN_SHARES = (15.9, 11.0, 43.5, 25.2, 4.4)


class Shares:
    """One authority's draws, shared by all its lives."""

    def __init__(self) -> None:
        # What a referral leads to; "enquiry" is a section 47 enquiry that ends without conference.
        self.path = Quota(
            {
                "no_action": 6.5,
                "early_help": 2.3,
                "not_in_need": 25.8,
                "in_need": 29.0,
                "enquiry_not_in_need": 5.0,
                "enquiry_in_need": 20.0,
                "conference": 11.4,
            }
        )
        self.assessment = Quota(dict(zip(ASSESSMENT_BANDS, _ASSESSMENT_SHARES, strict=True)))
        self.again = Quota({"yes": 22.6, "no": 77.4})
        # Days from section 47 to conference: four bands, with the median at 14.
        self.conference = Quota({"early": 14.0, "usual": 31.0, "last_days": 36.4, "late": 18.6})
        self.plan_made = Quota({"plan": 85.8, "no_plan": 14.2}, slack=6)
        self.plan_length = Quota(dict(zip(PLAN_BANDS, _PLAN_SHARES, strict=True)), slack=10)
        self.category = Quota(
            {"neglect": 50.5, "physical": 7.4, "sexual": 3.8, "emotional": 35.7, "multiple": 2.6},
            slack=10,
        )
        self.harm = Quota({"neglect": 38, "emotional": 38, "physical": 17, "sexual": 7})

    def assessment_days(
        self, rng: Random, *, weight: int, at_least: int = 1, at_most: int = 999
    ) -> int:
        """How many working days an assessment takes, out of the bands between these two."""
        among = [
            band
            for band, (first, last) in ASSESSMENT_BANDS.items()
            if at_least <= first and last <= at_most
        ]
        return rng.randint(*ASSESSMENT_BANDS[self.assessment.draw(rng, among=among, weight=weight)])

    def conference_days(self, rng: Random, *, weight: int) -> int:
        """How many working days pass from the start of the enquiry to the conference."""
        band = self.conference.draw(rng, weight=weight)
        bands = {"early": (6, 11), "usual": (11, 14), "last_days": (14, 15), "late": (16, 27)}
        return rng.randint(*bands[band])

    def plan_days(self, rng: Random, *, at_least: int = 0) -> int:
        """How many days a plan lasts, no fewer than `at_least`."""
        among = [band for band, (_, last) in PLAN_BANDS.items() if last > at_least]
        first, last = PLAN_BANDS[self.plan_length.draw(rng, among=among, weight=0)]
        return rng.randint(max(first, at_least), last)

    def count_plan(self, days: int, *, weight: int) -> None:
        """Note a plan that ended: the national shares are of plans as they end."""
        band = next((each for each, (_, last) in PLAN_BANDS.items() if days <= last), None)
        if band:
            self.plan_length.count(band, weight=weight)
