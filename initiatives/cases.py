"""The cases that come with Liaison, in our own words; how much an initiative can prove."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from initiatives.models import EffectPlan, EvidenceGrade

Grade, Method = EvidenceGrade, EffectPlan.Method

# What one initiative of one department can say at most, by how it was compared.
HIGHEST: dict[str, tuple[EvidenceGrade, ...]] = {
    Method.BEFORE_AFTER: (Grade.REPORTED, Grade.UNKNOWN),
    Method.COMPARISON: (Grade.PROMISING, Grade.MIXED, Grade.NO_EFFECT, Grade.REPORTED),
    Method.RANDOM: (Grade.PROMISING, Grade.MIXED, Grade.NO_EFFECT, Grade.REPORTED),
}

NO_INTERVAL = _("What we read gives no interval.")

INITIAL: list[dict[str, str]] = [
    {
        "key": "problem_oriented",
        "kind": "other",
        "title": _("Problem-oriented policing"),
        "place": "Review of 2020",
        "summary": _(
            "Scanning, analysis, response and assessment: one problem after the other is taken "
            "apart, and its causes are changed together with others."
        ),
        "grade": "proven",
        "effect": _("About a third less crime and disorder than where it was not done (33.8 %)."),
        "interval": NO_INTERVAL,
        "lesson": _("Little effect on fear and on trust: these need work of their own."),
        "source": "Hinkle et al. 2020",
    },
    {
        "key": "hot_spots",
        "kind": "hotspot_dialogue",
        "title": _("Police at hot spots"),
        "place": "Review of 2020",
        "summary": _("Officers work where most of it happens: a few corners and blocks."),
        "grade": "proven",
        "effect": _("Less crime at the spots: by 8 or by 16 percent."),
        "interval": _(
            "The same studies give either figure, by how they are put together: how much is less "
            "certain than that it is less."
        ),
        "lesson": _("Ask of every percentage how it was worked out."),
        "source": "Braga & Weisburd, doi:10.1007/s10940-020-09481-7",
    },
    {
        "key": "community_oriented",
        "kind": "other",
        "title": _("Community-oriented policing"),
        "place": "25 reports, 65 tests",
        "summary": _("Officers and residents meet, agree on what matters, and work on it."),
        "claim": _("It lowers crime."),
        "grade": "mixed",
        "effect": _(
            "More satisfaction, better views of the police, less disorder as people see it. Little "
            "effect on crime and on fear."
        ),
        "interval": NO_INTERVAL,
        "lesson": _("Promise trust and answers, not less crime, and measure these."),
        "source": "Gill et al. 2014, doi:10.1007/s11292-014-9210-y",
    },
    {
        "key": "watch",
        "kind": "watch",
        "title": _("Neighborhood watch"),
        "place": "Review of 18 evaluations",
        "summary": _("Neighbors look out for each other's homes and tell the police."),
        "grade": "promising",
        "effect": _("In 15 of 18 evaluations crime fell more than where there was no watch."),
        "interval": _("Read one by one, about half of the schemes were found to work."),
        "lesson": _("Compare yours with streets that have none."),
        "source": "Bennett et al. 2008",
    },
    {
        "key": "philadelphia",
        "kind": "street_corners",
        "title": _("Operation Safe Streets"),
        "place": "Philadelphia, 2002",
        "summary": _("Officers stood at 214 corners where drugs were sold, day and night."),
        "claim": _("It made the city safer."),
        "grade": "mixed",
        "effect": _(
            "No effect for the whole city. Less violence around the corners, also nearby; drug "
            "crime probably moved."
        ),
        "interval": _("The effect for the city could not be told from none."),
        "lesson": _("Look around the places you work at. Plan what stays when presence ends."),
        "source": "Lawton, Taylor & Luongo 2005; CrimeSolutions calls it promising",
    },
    {
        "key": "oakland",
        "kind": "hotspot_dialogue",
        "title": _("Block by block"),
        "place": "Oakland, California",
        "summary": _(
            "Told as a police program of dialogue on single blocks. A city plan for 100 blocks "
            "(2011–12) and a network led by residents did exist."
        ),
        "claim": _("Dialogue block by block made crime fall."),
        "grade": "claimed",
        "effect": _("No police program of this name with a measured fall in crime was found."),
        "lesson": _("A good story without a source is not evidence. Ask where it can be read."),
        "source": "",
    },
    {
        "key": "richmond",
        "kind": "crisis_response",
        "title": _("Co-response in crises"),
        "place": "Richmond, Virginia, 2022",
        "summary": _(
            "A clinician goes along when somebody is in a mental crisis, under the state's Marcus "
            "Alert law."
        ),
        "claim": _("A crisis team led by community leaders made the city safer."),
        "grade": "reported",
        "effect": _(
            "227 calls in five months: no use of force, two arrests, 91 % helped otherwise. That "
            "community leaders ran it could not be confirmed."
        ),
        "interval": _("Nothing to compare with: it is open what would have happened otherwise."),
        "lesson": _("Begin in one district and compare with another."),
        "source": "NBC12 Richmond, March 1, 2023",
    },
]
