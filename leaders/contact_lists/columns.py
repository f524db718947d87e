"""Which column holds what: guessed from its name, changed by hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from leaders.errors import UnknownColumn

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# How alike two spellings must be: "preffered" is still "preferred".
ALIKE = 0.88

FIELDS: Final[dict[str, StrOrPromise]] = {
    "organization_name": _("Organization"),
    "organization_sector": _("Organization: sector"),
    "organization_email": _("Organization: e-mail"),
    "organization_phone": _("Organization: phone"),
    "organization_website": _("Organization: website"),
    "organization_address": _("Organization: address"),
    "organization_city": _("Organization: city"),
    "organization_state": _("Organization: state"),
    "organization_postal_code": _("Organization: ZIP code"),
    "leader_name": _("Leader: whole name"),
    "leader_first_name": _("Leader: first name"),
    "leader_last_name": _("Leader: last name"),
    "leader_email": _("Leader: e-mail"),
    "leader_phone": _("Leader: phone"),
    "leader_phone_extension": _("Leader: extension"),
    "leader_position": _("Leader: position"),
    "second_name": _("Second leader: whole name"),
    "second_email": _("Second leader: e-mail"),
    "second_phone": _("Second leader: phone"),
    "second_phone_extension": _("Second leader: extension"),
    "second_position": _("Second leader: position"),
    "areas": _("Areas, by name or code"),
    "preferred_language": _("Preferred language of the leaders"),
    "languages": _("Other languages of the leaders"),
    "preferred_channel": _("Preferred channel of the leaders"),
    "leadership_roles": _("Leadership roles of the leaders"),
    "access_needs": _("Access needs of the leaders"),
}

# Names that say by themselves what they hold.
_KNOWN: Final = {
    "organization_name": "organization name|organization|organisation|organisation name|org|"
    "org name|group|group name|association|company|church|congregation|agency",
    "organization_sector": "sector|org type|organization type|type of organization|category|type",
    "organization_email": "organization email|org email|office email|group email",
    "organization_phone": "organization phone|org phone|office phone|main phone|group phone",
    "organization_website": "website|websites|web site|web|url|homepage|org website",
    "organization_address": "organization address|org address|address|street address|street|"
    "mailing address|office address",
    "organization_city": "city|town|municipality",
    "organization_state": "state|province",
    "organization_postal_code": "zip|zip code|zipcode|postal code|postcode",
    "leader_first_name": "first name|given name|firstname|first",
    "leader_last_name": "last name|surname|family name|lastname|last",
    "areas": "area|areas|district|police district|districts|neighborhood|neighborhoods|beat|ward",
    "preferred_language": "language|preferred language|primary language",
    "languages": "languages|other languages|languages spoken|also speaks",
    "preferred_channel": "preferred contact method|contact method|preferred channel|channel|"
    "contact preference|preferred contact",
    "leadership_roles": "leadership role|leadership roles|roles",
    "access_needs": "access needs|accessibility|accommodations",
}
# Names that need another column beside them, or a word before them, to say whose they are.
_PARTS: Final = {
    "name": "name|full name|contact|contact name|contact person|leader|leader name|person|"
    "representative",
    "email": "email|e mail|mail address|email address|contact email|leader email",
    "phone": "phone|telephone|phone number|tel|mobile|cell|cell phone|contact phone|leader phone",
    "phone_extension": "ext|extension|phone ext|phone extension",
    "position": "position|title|role|job title|contact title",
}
_FIRST: Final = ("primary", "main", "p", "contact 1", "leader 1", "first contact")
_SECOND: Final = ("alternate", "alternative", "secondary", "second", "a", "contact 2", "leader 2")


@dataclass(frozen=True)
class Mapping:
    """Field → name of its column."""

    columns: dict[str, str]

    def refuse_unusable(self, header: list[str]) -> None:
        """Say which column is missing, before any row is read."""
        for field, column in self.columns.items():
            if field not in FIELDS:
                raise UnknownColumn(
                    _("“%(name)s” is nothing that can be imported. There are: %(names)s.")
                    % {"name": field, "names": ", ".join(FIELDS)}
                )
            if column not in header:
                raise UnknownColumn(
                    _("The file has no column “%(name)s”. It has: %(names)s.")
                    % {"name": column, "names": ", ".join(header)}
                )
        if not {"organization_name", "leader_name", "leader_last_name"} & self.columns.keys():
            raise UnknownColumn(
                _("Choose the column with the organization's or the leader's name.")
            )


def guess(header: list[str]) -> dict[str, str]:
    """The columns whose names tell what they hold; each at most once."""
    found: dict[str, str] = {}
    parts: dict[str, str] = {}
    for column in header:
        name = _plain(column)
        if (field := _field(name)) and field not in found:
            found[field] = column
        elif part := _PART_NAMES.get(name):
            parts.setdefault(part, column)
    owner = _owner_of_parts(found, parts)
    for part, column in parts.items():
        field = f"{owner}_{part}"
        if field in FIELDS and field not in found:
            found[field] = column
    return {field: found[field] for field in FIELDS if field in found}


def _field(name: str) -> str:
    for prefixes, person in ((_FIRST, "leader"), (_SECOND, "second")):
        for prefix in prefixes:
            rest = name.removeprefix(f"{prefix} ")
            if rest != name and (part := _PART_NAMES.get(rest)):
                return f"{person}_{part}"
    close = get_close_matches(name, _KNOWN_NAMES, n=1, cutoff=ALIKE)
    return _KNOWN_NAMES[close[0]] if close and name not in _PART_NAMES else ""


def _owner_of_parts(found: dict[str, str], parts: dict[str, str]) -> str:
    """Whose "phone" it is: the person's where one is named, else the organization's."""
    names_person = "name" in parts or {"leader_name", "leader_last_name"} & found.keys()
    return "leader" if names_person else "organization"


def _plain(column: str) -> str:
    """ "primaryEmail", "Primary E-Mail" and "PRIMARY_EMAIL" alike."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)
    plain = " ".join(re.sub(r"[^a-z0-9]+", " ", spaced.lower()).split())
    return plain.replace("e mail", "email")


_KNOWN_NAMES: Final = {name: field for field, names in _KNOWN.items() for name in names.split("|")}
_PART_NAMES: Final = {name: part for part, names in _PARTS.items() for name in names.split("|")}
