"""What is done with areas, organizations, leaders and contacts; the only code that writes them."""

from leaders.actions.area_imports import (
    choose_properties,
    commit_areas,
    discard_areas,
    upload_areas,
    write_areas,
)
from leaders.actions.areas import add_area, change_area
from leaders.actions.contact_imports import (
    choose_columns,
    commit_contacts,
    discard_contacts,
    forget_old_files,
    upload_contacts,
    write_contacts,
)
from leaders.actions.contacts import change_contact, log_contact
from leaders.actions.leaders import (
    AffiliationDraft,
    add_leader,
    change_leader,
    change_own_profile,
    deactivate_leader,
    reactivate_leader,
)
from leaders.actions.organizations import (
    add_organization,
    change_organization,
    deactivate_organization,
    reactivate_organization,
)

__all__ = [
    "AffiliationDraft",
    "add_area",
    "add_leader",
    "add_organization",
    "change_area",
    "change_contact",
    "change_leader",
    "change_organization",
    "change_own_profile",
    "choose_columns",
    "choose_properties",
    "commit_areas",
    "commit_contacts",
    "deactivate_leader",
    "deactivate_organization",
    "discard_areas",
    "discard_contacts",
    "forget_old_files",
    "log_contact",
    "reactivate_leader",
    "reactivate_organization",
    "upload_areas",
    "upload_contacts",
    "write_areas",
    "write_contacts",
]
