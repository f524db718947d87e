"""Who may do what with concerns and priorities."""

from __future__ import annotations

import rules
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from accounts.rules import is_coordinating, is_police
from concerns.models import Concern, Priority
from leaders.models import Area, Leader

Person = User | AnonymousUser


@rules.predicate
def is_owner(person: Person, concern: Concern | None) -> bool:
    return concern is not None and person.pk is not None and person.pk == concern.owner_id


@rules.predicate
def is_officer_of_its_area(person: Person, subject: Concern | Priority | None) -> bool:
    if subject is None or person.pk is None or subject.area is None:
        return False
    # Those at hand are looked through: pages ask this once for each button.
    return any(officer.pk == person.pk for officer in subject.area.officers.all())


@rules.predicate
def is_raiser(person: Person, concern: Concern | None) -> bool:
    """The account of the leader who raised it."""
    if concern is None or person.pk is None or concern.is_anonymous:
        return False
    return Concern.objects.filter(pk=concern.pk, reporter__leader__user=person.pk).exists()


@rules.predicate
def is_open(person: Person, concern: Concern | None) -> bool:  # noqa: ARG001 -- rules' signature
    """Raised openly: the department may know by whom."""
    return concern is not None and concern.confidentiality == Concern.Confidentiality.OPEN


@rules.predicate
def is_confidential(person: Person, concern: Concern | None) -> bool:  # noqa: ARG001 -- as above
    return concern is not None and concern.is_confidential


@rules.predicate
def is_anonymous(person: Person, concern: Concern | None) -> bool:  # noqa: ARG001 -- as above
    return concern is not None and concern.is_anonymous


@rules.predicate
def is_published(person: Person, concern: Concern | None) -> bool:  # noqa: ARG001 -- as above
    return concern is not None and concern.published_at is not None


@rules.predicate
def is_leader_of_area(person: Person, area: Area | None) -> bool:
    """An active leader of it, with an account."""
    if area is None or person.pk is None or not person.is_active:
        return False
    return Leader.objects.of_user(person).active().in_areas([area]).exists()


@rules.predicate
def is_leader(person: Person) -> bool:
    """An account of somebody in the directory."""
    return isinstance(person, User) and person.is_active and hasattr(person, "leader")


# Raising needs no account; this is to write down what somebody else says.
rules.add_perm("concerns.raise_for_others", is_police)
rules.add_perm("concerns.import_concerns", is_coordinating)
rules.add_perm("concerns.export", is_coordinating)

# Asked with the concern from here on.

# Text, replies and what happened; without it only what was published is shown.
rules.add_perm("concerns.read_thread", is_police | is_raiser)
rules.add_perm("concerns.read_notes", is_police)
rules.add_perm(
    "concerns.see_identity",
    (is_open & is_police) | (is_confidential & (is_coordinating | (is_police & is_owner))),
)
rules.add_perm("concerns.view_looks", is_coordinating)
rules.add_perm("concerns.forget_raiser", is_coordinating & ~is_anonymous)

works_on_it = is_coordinating | (is_police & (is_owner | is_officer_of_its_area))

rules.add_perm("concerns.note", is_police)
rules.add_perm("concerns.take", is_police)
rules.add_perm("concerns.reply", is_police)
rules.add_perm("concerns.change", works_on_it)
rules.add_perm("concerns.pause", works_on_it)
rules.add_perm("concerns.close", works_on_it)
rules.add_perm("concerns.assign", works_on_it)
rules.add_perm("concerns.reopen", is_raiser | works_on_it)
rules.add_perm("concerns.accept", is_raiser)
rules.add_perm("concerns.write_as_raiser", is_raiser)
rules.add_perm("concerns.link_duplicate", works_on_it)
rules.add_perm("concerns.convert", works_on_it)
rules.add_perm("concerns.publish", is_coordinating)
rules.add_perm("concerns.support", is_leader & is_published & ~is_raiser)

# The department's tools and agreements.

rules.add_perm("concerns.view_queue", is_police)
rules.add_perm("concerns.assign_many", is_coordinating)
rules.add_perm("concerns.manage_categories", is_coordinating)
rules.add_perm("concerns.manage_routing", is_coordinating)
rules.add_perm("concerns.manage_texts", is_coordinating)
rules.add_perm("concerns.set_priorities", is_police)
rules.add_perm("concerns.see_votes", is_police)
# Asked with the area.
rules.add_perm("concerns.vote_on_priorities", is_leader_of_area)
# Asked with the priority.
rules.add_perm("concerns.change_priority", is_coordinating | (is_police & is_officer_of_its_area))
