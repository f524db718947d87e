"""The directory, read whole and written in bulk: ten thousand rows take a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from leaders.contact_lists.directory import Directory, Entry, key_of
from leaders.contact_lists.directory import Leader as LeaderEntry
from leaders.contact_lists.places import Places
from leaders.contact_lists.results import Change, ListPlan
from leaders.models import Affiliation, Area, Leader, Organization

ORGANIZATION_FIELDS = ("sector", "email", "phone", "website", "address")
LEADER_FIELDS = (
    "email",
    "phone",
    "preferred_language",
    "languages",
    "preferred_channel",
    "leadership_roles",
    "access_needs",
)
BATCH = 1000


def loaded(*, with_places: bool = False) -> Directory:
    """Everybody who is there, in six queries whatever their number; outlines take a seventh."""
    organization_areas = _areas_by("organization_id", Organization.areas.through.objects.all())
    leader_areas = _areas_by("leader_id", Leader.areas.through.objects.all())
    positions: dict[int, dict[str, str]] = defaultdict(dict)
    affiliations = Affiliation.objects.values_list("leader_id", "organization__name", "position")
    for leader_id, name, position in affiliations.order_by():
        positions[leader_id][key_of(name)] = position
    return Directory(
        [
            Entry(row["name"], row["pk"], row, stored_areas=organization_areas[row["pk"]])
            for row in Organization.objects.order_by("pk").values(
                "pk", "name", *ORGANIZATION_FIELDS
            )
        ],
        [
            LeaderEntry(
                row["name"],
                row["pk"],
                row,
                stored_areas=leader_areas[row["pk"]],
                stored_positions=positions[row["pk"]],
            )
            for row in Leader.objects.order_by("pk").values("pk", "name", *LEADER_FIELDS)
        ],
        _areas_by_word(),
        Places(_outlines() if with_places else {}),
    )


def _outlines() -> dict[int, Any]:
    return dict(Area.objects.filter(boundary__isnull=False).values_list("pk", "boundary"))


def write(plan: ListPlan) -> None:
    """Write what the plan found to be new or changed."""
    new = [Organization(name=entry.name, **_said(entry)) for entry in plan.new_organizations]
    for entry, row in zip(
        plan.new_organizations, Organization.objects.bulk_create(new, BATCH), strict=True
    ):
        entry.pk = row.pk
    people = [Leader(name=entry.name, **_said(entry)) for entry in plan.new_leaders]
    for leader, person in zip(
        plan.new_leaders, Leader.objects.bulk_create(people, BATCH), strict=True
    ):
        leader.pk = person.pk
    _update(Organization.objects.all(), plan.changed_organizations, ORGANIZATION_FIELDS)
    _update(Leader.objects.all(), plan.changed_leaders, LEADER_FIELDS)
    _write_affiliations(plan)
    _write_areas(plan)


def _write_affiliations(plan: ListPlan) -> None:
    by_key = {key_of(name): pk for pk, name in Organization.objects.values_list("pk", "name")}
    Affiliation.objects.bulk_create(
        (
            Affiliation(
                leader_id=leader.pk,  # type: ignore[misc] # written by now
                organization_id=by_key[key],
                position=leader.positions[key],
            )
            for leader in plan.leaders
            for key in sorted(leader.new_organizations)
        ),
        BATCH,
    )
    wanted = {
        (change.entry.pk, by_key[key]): position
        for change in plan.changed_leaders
        for key, position in change.positions.items()
    }
    rows = list(Affiliation.objects.filter(leader__in={leader for leader, _key in wanted}))
    changed = [row for row in rows if (row.leader_id, row.organization_id) in wanted]
    for row in changed:
        row.position = wanted[row.leader_id, row.organization_id]
    Affiliation.objects.bulk_update(changed, ["position"], BATCH)


def _write_areas(plan: ListPlan) -> None:
    through = Leader.areas.through
    through.objects.bulk_create(
        (
            through(leader_id=leader.pk, area_id=area)
            for leader in plan.leaders
            for area in sorted(leader.new_areas)
        ),
        BATCH,
    )
    places = Organization.areas.through
    changed = [change.entry for change in plan.changed_organizations]
    places.objects.bulk_create(
        (
            places(organization_id=entry.pk, area_id=area)
            for entry in [*plan.new_organizations, *changed]
            for area in sorted(entry.new_areas)
        ),
        BATCH,
    )


def _update(rows: QuerySet[Any], changes: Iterable[Change], fields: tuple[str, ...]) -> None:
    wanted = {change.entry.pk: change.values for change in changes if change.values}
    found = list(rows.filter(pk__in=wanted))
    for row in found:
        for name, value in wanted[row.pk].items():
            setattr(row, name, value)
    rows.bulk_update(found, fields, BATCH)


def _said(entry: Entry) -> dict[str, Any]:
    """What the file says; the model's defaults where it says nothing."""
    return {name: value for name, value in entry.said.items() if value}


def _areas_by(column: str, rows: QuerySet[Any]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for owner, area in rows.values_list(column, "area_id"):
        found[owner].add(area)
    return found


def _areas_by_word() -> dict[str, int]:
    """Name → area, and code → area, which is unique and therefore wins."""
    areas = list(Area.objects.order_by("-pk").values_list("pk", "code", "name"))
    by_name = {key_of(name): pk for pk, _code, name in areas}
    return by_name | {code.lower(): pk for pk, code, _name in areas}
