"""Lines of playbooks, and the eight that come with Liaison, in our own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

LINE = re.compile(r"^(\d{1,4})\s+(\S.*)$")
INDICATOR = re.compile(r"^([+\-−])\s*(\S.*)$")
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class TaskLine:
    """What is to be done, so many days after the beginning."""

    days: int
    title: str


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """What is counted, and whether more of it is better."""

    title: str
    is_better_higher: bool


def task_lines(text: str) -> list[TaskLine]:
    """A line without a number is due at once; empty ones are passed over."""
    found = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        match = LINE.match(line)
        days, title = (int(match[1]), match[2]) if match else (0, line)
        found.append(TaskLine(days, gettext(title)[:LONGEST_TITLE]))
    return found


def indicator_lines(text: str) -> list[IndicatorLine]:
    """Less is better, unless a plus says otherwise."""
    found = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        match = INDICATOR.match(line)
        sign, title = (match[1], match[2]) if match else ("-", line)
        found.append(IndicatorLine(gettext(title)[:LONGEST_TITLE], sign == "+"))
    return found


def lines(*pairs: tuple[object, str]) -> str:
    return "\n".join(f"{first} {text}" for first, text in pairs)


POP = "Hinkle et al. 2020"
COP = "Gill et al. 2014, doi:10.1007/s11292-014-9210-y"
TRUST_NOT_CRIME = _(
    "Reviews of community policing (25 reports) find more satisfaction and better views of the "
    "police, but little effect on crime and on fear. Expect trust, and measure it."
)

INITIAL: list[dict[str, object]] = [
    {
        "key": "watch",
        "kind": "watch",
        "title": _("Neighborhood watch"),
        "summary": _(
            "Neighbors agree to look out for each other's homes, know whom to tell, and meet an "
            "officer regularly."
        ),
        "tasks": lines(
            (7, _("Invite every household of the blocks, in their languages")),
            (21, _("Hold the first meeting and choose block contacts")),
            (30, _("Agree on what is reported, to whom, and what is not")),
            (45, _("Walk the blocks together and note what makes theft easy")),
            (90, _("Look at the numbers together and decide how to go on")),
        ),
        "indicators": lines(
            ("-", _("Break-ins reported per month")),
            ("+", _("Households that take part")),
            ("+", _("Neighbors who know whom to call")),
        ),
        "sectors": ["neighborhood", "tenant", "senior"],
        "grade": "promising",
        "evidence": _(
            "A review put 18 evaluations together: in 15 crime fell more than where there was no "
            "watch. Read one by one, about half of the schemes were found to work."
        ),
        "source": "Bennett et al. 2008",
    },
    {
        "key": "street_corners",
        "kind": "street_corners",
        "title": _("Safe street corners with residents and businesses"),
        "summary": _(
            "Residents, shops and officers win back a corner where selling and noise keep others "
            "away: presence first, then light, use and rules that last."
        ),
        "tasks": lines(
            (7, _("Ask residents and shops which corner, which hours, which harm")),
            (14, _("Choose a corner nearby that is alike, for comparison")),
            (21, _("Agree with shops on opening hours, light and who calls whom")),
            (30, _("Begin presence at the hours that matter")),
            (60, _("Look at corners nearby: did trouble move?")),
            (90, _("Replace presence by what lasts: use, light, agreements")),
        ),
        "indicators": lines(
            ("-", _("Calls about the corner per month")),
            ("-", _("Calls about the corners around it per month")),
            ("+", _("Shops open in the evening")),
        ),
        "sectors": ["business", "neighborhood", "tenant"],
        "grade": "mixed",
        "evidence": _(
            "Philadelphia put officers on 214 corners day and night in 2002. For the whole city no "
            "effect was found. Around the corners violence fell, also nearby; drug crime probably "
            "moved elsewhere."
        ),
        "source": "Lawton, Taylor & Luongo 2005",
    },
    {
        "key": "hotspot_dialogue",
        "kind": "hotspot_dialogue",
        "title": _("Block-by-block dialogue at hot spots"),
        "summary": _(
            "On the few blocks where most of it happens, officers and residents find out why, and "
            "solve one cause after the other."
        ),
        "tasks": lines(
            (7, _("Find the blocks with residents: their map beside the recorded one")),
            (21, _("Knock on doors: what happens, when, what would help")),
            (35, _("Choose one cause for each block, and who takes it on")),
            (60, _("Report back on every block, also what did not work")),
            (120, _("Compare with blocks where nothing was done")),
        ),
        "indicators": lines(
            ("-", _("Incidents on the blocks per month")),
            ("+", _("Causes taken on and solved")),
            ("+", _("Residents who say that officers listen")),
        ),
        "sectors": ["neighborhood", "tenant", "faith", "youth"],
        "grade": "promising",
        "evidence": _(
            "Problem-oriented work lowered crime and disorder by about a third in the studies "
            "reviewed, with little effect on fear. The block-by-block program of "
            "Oakland that is often named as an example could not be confirmed."
        ),
        "source": POP,
    },
    {
        "key": "crisis_response",
        "kind": "crisis_response",
        "title": _("Crisis response with mental-health partners"),
        "summary": _(
            "Somebody trained in mental health goes along, or instead of an officer, when a person "
            "is in crisis."
        ),
        "tasks": lines(
            (14, _("Agree with the mental-health service on hours, calls and safety")),
            (21, _("Agree on what is shared about people, and what never is")),
            (45, _("Train dispatchers and officers together with people who were in crisis")),
            (60, _("Begin in one district")),
            (150, _("Compare force, arrests and repeat calls with a district without it")),
        ),
        "indicators": lines(
            ("-", _("Crisis calls that end in force")),
            ("-", _("Crisis calls that end in arrest")),
            ("+", _("People connected with help")),
        ),
        "sectors": ["health", "advocacy", "service"],
        "grade": "reported",
        "evidence": _(
            "Richmond, Virginia, reported 227 calls from August to December 2022: no use of force, "
            "two arrests, nine of ten people helped without either. There was no comparison, so it "
            "is open what would have happened otherwise."
        ),
        "source": "NBC12 Richmond, March 1, 2023",
    },
    {
        "key": "youth",
        "kind": "youth",
        "title": _("Youth program"),
        "summary": _(
            "Young people, officers and clubs do something together regularly that young people "
            "chose themselves."
        ),
        "tasks": lines(
            (14, _("Ask young people what they want, where and when")),
            (30, _("Find a place and adults who stay for a year")),
            (45, _("Begin, and write down who comes, not what they say")),
            (120, _("Ask those who stopped coming why")),
        ),
        "indicators": lines(
            ("+", _("Young people who come again")),
            ("+", _("Young people who would ask an officer for help")),
            ("-", _("Incidents in the neighborhood in the afternoon")),
        ),
        "sectors": ["youth", "school", "faith"],
        "grade": "unknown",
        "evidence": "",
        "source": "",
    },
    {
        "key": "environment",
        "kind": "environment",
        "title": _("Environmental design: a walk and its repairs"),
        "summary": _(
            "Residents and officers walk a place by day and by night, note what makes harm easy, "
            "and get it changed: light, view, ways, empty lots."
        ),
        "tasks": lines(
            (14, _("Walk the place by day and by night, also with those who avoid it")),
            (21, _("List what makes harm easy, and who can change it")),
            (30, _("Hand the list to the city with a day for an answer")),
            (90, _("Walk again and tick off what was repaired")),
        ),
        "indicators": lines(
            ("+", _("Points of the walk that were repaired")),
            ("-", _("Incidents at the place per month")),
            ("+", _("People who use the place in the evening")),
        ),
        "sectors": ["neighborhood", "business", "elected", "senior"],
        "grade": "unknown",
        "evidence": "",
        "source": "",
    },
    {
        "key": "workshop",
        "kind": "workshop",
        "title": _("Public-safety workshop"),
        "summary": _(
            "Leaders and officers learn something together that people asked for, and agree on "
            "what they do with it."
        ),
        "tasks": lines(
            (7, _("Ask leaders what they want to learn and teach")),
            (21, _("Choose place, hour, languages and child care")),
            (45, _("Hold it; ask before and after the same three questions")),
            (135, _("Ask three months later what was used")),
        ),
        "indicators": lines(
            ("+", _("People who come")),
            ("+", _("Right answers after, compared with before")),
            ("+", _("People who used it three months later")),
        ),
        "sectors": ["faith", "school", "culture", "neighborhood"],
        "grade": "mixed",
        "evidence": TRUST_NOT_CRIME,
        "source": COP,
    },
    {
        "key": "resource_center",
        "kind": "resource_center",
        "title": _("Resource-center services"),
        "summary": _(
            "One open door in the neighborhood where people find advice, an officer at fixed "
            "hours, and the services they are sent to elsewhere."
        ),
        "tasks": lines(
            (21, _("Find rooms that people already go to")),
            (30, _("Agree with services on hours, and who opens the door")),
            (45, _("Open, with a sign in the languages spoken there")),
            (120, _("Ask visitors what was missing")),
        ),
        "indicators": lines(
            ("+", _("Visits per month")),
            ("+", _("Visits that led to help")),
            ("+", _("Languages in which somebody can be advised")),
        ),
        "sectors": ["service", "health", "culture", "faith"],
        "grade": "mixed",
        "evidence": TRUST_NOT_CRIME,
        "source": COP,
    },
]
