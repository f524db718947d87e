"""Who may do what with initiatives."""

from __future__ import annotations

import rules

from accounts.rules import Person, is_coordinating, is_police
from initiatives.models import Initiative, Offer, Partner, Task


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


@rules.predicate
def leads_its_initiative(person: Person, task: Task | None) -> bool:
    return task is not None and bool(is_lead_leader(person, task.initiative))


@rules.predicate
def works_on_its_initiative(person: Person, task: Task | None) -> bool:
    return task is not None and bool(works_on_it.test(person, task.initiative))


@rules.predicate
def owns_task(person: Person, task: Task | None) -> bool:
    """As officer, as leader, or by speaking for the organization."""
    if task is None or person.pk is None or not person.is_active:
        return False
    if task.owner_user_id == person.pk:
        return True
    return (
        Task.objects.owned_by(person).filter(pk=task.pk).exists()
        if task.owner_leader_id or task.owner_organization_id
        else False
    )


@rules.predicate
def works_on_its_need(person: Person, offer: Offer | None) -> bool:
    """Of an offer to a need: works on its initiative. Of a free one: is of the department."""
    if offer is None:
        return False
    if offer.need is None:
        return bool(is_police(person))
    initiative = offer.need.initiative
    return bool(works_on_it.test(person, initiative) or is_lead_leader(person, initiative))


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
rules.add_perm("initiatives.add_task", works_on_it | is_lead_leader)
rules.add_perm("initiatives.manage_playbooks", is_coordinating)

# Asked with the task.

rules.add_perm("initiatives.change_task", works_on_its_initiative | leads_its_initiative)
rules.add_perm("initiatives.move_task", works_on_its_initiative | leads_its_initiative | owns_task)

# Needs are asked with the initiative, offers with the offer.
rules.add_perm("initiatives.add_need", works_on_it | is_lead_leader)
rules.add_perm("initiatives.record_offers", works_on_it | is_lead_leader)
rules.add_perm("initiatives.book", works_on_its_need)
rules.add_perm("initiatives.view_resources", is_police)

rules.add_perm("initiatives.write_cases", is_coordinating)
