"""Who may do what with areas, organizations, leaders and the log of contacts."""

from __future__ import annotations

import rules

from accounts.rules import Person, is_coordinating, is_police
from leaders.models import Contact, Leader


@rules.predicate
def is_this_leader(person: Person, leader: Leader | None) -> bool:
    """Is asked about their own entry in the directory."""
    return leader is not None and person.pk is not None and leader.user_id == person.pk


@rules.predicate
def has_logged_it(person: Person, contact: Contact | None) -> bool:
    return contact is not None and person.pk is not None and contact.logged_by_id == person.pk


# The directory.

rules.add_perm("leaders.view_directory", is_police)
rules.add_perm("leaders.view_notes", is_police)
rules.add_perm("leaders.add_leader", is_police)
rules.add_perm("leaders.change_leader", is_police)
rules.add_perm("leaders.change_own_profile", is_this_leader)
rules.add_perm("leaders.add_organization", is_police)
rules.add_perm("leaders.change_organization", is_police)
rules.add_perm("leaders.export", is_coordinating)
rules.add_perm("leaders.import_contacts", is_coordinating)

# The log of contacts.

rules.add_perm("leaders.view_contacts", is_police)
rules.add_perm("leaders.log_contact", is_police)
rules.add_perm("leaders.change_contact", is_coordinating | (is_police & has_logged_it))

# Areas.

rules.add_perm("leaders.add_area", is_coordinating)
rules.add_perm("leaders.change_area", is_coordinating)
rules.add_perm("leaders.import_areas", is_coordinating)
