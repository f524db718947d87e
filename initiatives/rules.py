"""Who may do what with initiatives."""

from __future__ import annotations

import rules

from accounts.rules import Person, is_coordinating, is_police
from initiatives.models import Initiative, Partner


@rules.predicate
def is_lead_officer(person: Person, initiative: Initiative | None) -> bool:
    return (
        initiative is not None and person.pk is not None and person.pk == initiative.lead_officer_id
    )


@rules.predicate
def is_lead_leader(person: Person, initiative: Initiative | None) -> bool:
    """The account of the leader who leads it."""
    if initiative is None or person.pk is None or not person.is_active:
        return False
    leader = initiative.lead_leader
    return leader is not None and leader.user_id == person.pk


@rules.predicate
def is_officer_of_its_area(person: Person, initiative: Initiative | None) -> bool:
    """Of an area in which it works."""
    if initiative is None or person.pk is None:
        return False
    # Those at hand are looked through: pages ask this once for each button.
    return any(
        officer.pk == person.pk
        for row in initiative.target_areas.all()
        if row.role == "target"
        for officer in row.area.officers.all()
    )


@rules.predicate
def speaks_for_partner(person: Person, initiative: Initiative | None) -> bool:
    """An account of somebody who speaks for an organization that takes part."""
    if initiative is None or person.pk is None or not person.is_active:
        return False
    return (
        Partner.objects.present()
        .filter(
            initiative=initiative,
            organization__affiliations__leader__user=person.pk,
            organization__affiliations__until_on=None,
        )
        .exists()
    )


works_on_it = is_coordinating | (is_police & (is_lead_officer | is_officer_of_its_area))

rules.add_perm("initiatives.add", is_police)

# Asked with the initiative from here on.

# Problem, analysis, plan, history, and why it went back; everybody else reads the summary.
rules.add_perm("initiatives.read_work", is_police | is_lead_leader | speaks_for_partner)
# Its words: both leads write.
rules.add_perm("initiatives.change", works_on_it | is_lead_leader)
rules.add_perm("initiatives.change_stage", works_on_it)
rules.add_perm("initiatives.change_people", works_on_it)
rules.add_perm("initiatives.change_places", works_on_it)
rules.add_perm("initiatives.register_plan", works_on_it)
rules.add_perm("initiatives.link_concerns", works_on_it)
rules.add_perm("initiatives.show", is_coordinating | (is_police & is_lead_officer))
