"""What the invented city works on together: plainly made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


def _cheers(*answers: str) -> dict[str, Any]:
    letters = ("community", "harm", "expectation", "events", "recurring", "similarity")
    return {f"cheers_{name}": text for name, text in zip(letters, answers, strict=True)}


@dataclass(frozen=True, kw_only=True)
class Work:
    """One initiative, as far as it came."""

    title: str
    kind: str
    area: str
    stage: str
    days_ago: int
    summary: str
    problem: str
    visibility: str = "public"
    due_in: int | None = None
    buffers: tuple[str, ...] = ()
    comparisons: tuple[str, ...] = ()
    partners: tuple[tuple[str, str, str], ...] = ()
    cheers: dict[str, Any] = field(default_factory=dict)
    # Kind, title, needed, unit, pledged.
    needs: tuple[tuple[str, str, str, str, str], ...] = ()
    analysis: str = ""
    measure: str = ""
    success: str = ""
    response: str = ""
    verdict: str = ""
    learned: str = ""


WORK = (
    Work(
        title="Lamps and walks on Quay Street",
        kind="environment",
        area="harbor",
        stage="response",
        days_ago=150,
        due_in=60,
        summary="Neighbors, shops and officers make the way from the ferry to the market lighter "
        "and busier in the evening.",
        problem="Bags are snatched from people on the way from the ferry, most of them between "
        "eight and eleven in the evening.",
        buffers=("northgate",),
        comparisons=("riverbend",),
        partners=(("Ferry Lane Food Pantry", "involve", "Ten volunteers for Friday walks"),),
        needs=(
            ("hours", "Walking along on Fridays", "120", "hours", "80"),
            ("goods", "Lamps for the steps", "4", "lamps", "4"),
            ("money", "Reflecting bags for evening walkers", "600", "", "250"),
        ),
        cheers=_cheers(
            "People who come home by ferry, and the shops they no longer stop at.",
            "Loss, falls, and fear: many take the long way round.",
            "Raised at three meetings in a row and in several concerns.",
            "A bag snatched at the fountain on a Friday at nine.",
            "About every ten days since last autumn.",
            "Same stretch, same hours, from behind, by somebody on a bicycle.",
        ),
        analysis="Nine of twelve happened within 150 meters of four lamps that do not work, on "
        "evenings when the kiosk is closed. Nobody overlooks the steps.",
        measure="Bags snatched between the ferry and the market, per month",
        success="A third fewer than before, while Riverbend stays as it is",
        response="The city repairs the four lamps. The kiosk stays open until ten on Fridays. "
        "Neighbors and one officer walk there together.",
    ),
    Work(
        title="Quiet corner at Spindle Road",
        kind="street_corners",
        area="mill-end",
        stage="analysis",
        days_ago=45,
        due_in=-5,
        visibility="partners",
        summary="Residents, shop owners and officers win a corner back.",
        problem="A corner shop loses customers because groups block the door and shout at night.",
        partners=(("Riverbend Boxing Gym", "collaborate", "An open evening for teenagers"),),
        cheers=_cheers(
            "Two shops and the families above them.",
            "Lost sleep, lost customers, two broken windows.",
            "The owners asked for help at the spring meeting.",
            "",
            "Most weekends since March.",
            "",
        ),
    ),
    Work(
        title="Who answers when somebody is in crisis",
        kind="crisis_response",
        area="old-market",
        stage="scanning",
        days_ago=12,
        due_in=120,
        visibility="draft",
        summary="",
        problem="Families call the police when a relative is in a mental crisis, because they know "
        "nobody else to call.",
    ),
    Work(
        title="Safe way to school in Northgate",
        kind="youth",
        area="northgate",
        stage="closed",
        days_ago=420,
        summary="Parents, the school and officers made two crossings safer.",
        problem="Cars do not stop at the two crossings before the school.",
        comparisons=("hillcrest",),
        cheers=_cheers(
            "Four hundred pupils and those who bring them.",
            "Two injured in one year, and many near misses.",
            "Parents collected signatures and brought them to a meeting.",
            "A bicycle hit at the lower crossing on a Monday morning.",
            "Near misses every week in the month we counted.",
            "Between half past seven and eight, at two crossings, with parked cars in the view.",
        ),
        analysis="Parked cars hide children from drivers. Most drivers were parents in a hurry.",
        measure="Cars that do not stop, per hundred children crossing, counted by parents",
        success="Half as many as before",
        response="No parking within ten meters, a crossing guard, a place to let children out.",
        verdict="reduced_enough",
        learned="Begin with the parents: most of those who did not stop were parents. Counting "
        "together changed more minds than fines. We had one comparison school only, so how much of "
        "it was us remains uncertain.",
    ),
    Work(
        title="Watch on Summit Drive",
        kind="watch",
        area="hillcrest",
        stage="assessment",
        days_ago=300,
        due_in=20,
        summary="Forty households look out for each other and for empty houses.",
        problem="Houses are broken into while people are on vacation.",
        cheers=_cheers(
            "Families who travel, and their neighbors.",
            "Loss, and the feeling that somebody was in the house.",
            "The association asked for it.",
            "A back door forced on a Saturday afternoon.",
            "Eleven times in a year.",
            "By day, from the back, in houses with full mailboxes.",
        ),
        analysis="All eleven could be seen to be empty. Neighbors knew, but nobody was asked.",
        measure="Break-ins into homes, per month",
        success="Fewer than in the year before",
        response="Neighbors empty mailboxes and walk by; stickers; one contact per street.",
    ),
)
