"""What importing a file would do to the areas, feature by feature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from shapely.geometry import shape

from leaders.errors import UnknownColumn
from leaders.geojson import codes
from leaders.geojson.outlines import BadFeature, Outline, joined, outline
from leaders.geojson.positions import Box
from leaders.geojson.reading import Collection, Feature, as_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from leaders.models import Area


@dataclass(frozen=True)
class Choices:
    """Which properties are which, as somebody chose."""

    code: str
    name: str
    population: str = ""
    kind: str = ""
    name_prefix: str = ""
    join_parts: bool = False


@dataclass(frozen=True)
class Problem:
    """Something about one feature: it cannot be taken, or it was mended."""

    number: int
    reason: StrOrPromise

    def __str__(self) -> str:
        return str(
            _("Feature %(number)s: %(reason)s.") % {"number": self.number, "reason": self.reason}
        )


@dataclass(frozen=True)
class AreaDraft:
    """An area as the file has it."""

    number: int
    code: str
    name: str
    population: int | None
    outline: Outline


@dataclass
class AreaPlan:
    new: list[AreaDraft] = field(default_factory=list)
    changed: list[tuple[Area, AreaDraft, list[str]]] = field(default_factory=list)
    unchanged: list[AreaDraft] = field(default_factory=list)
    refusals: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)

    @property
    def changes_something(self) -> bool:
        return bool(self.new or self.changed)

    @property
    def drafts(self) -> list[AreaDraft]:
        changed = [draft for _area, draft, _fields in self.changed]
        return [*self.new, *changed, *self.unchanged]


def plan(
    collection: Collection,
    choices: Choices,
    existing: Iterable[Area] = (),
    known: Box | None = None,
) -> AreaPlan:
    """Compare the file with the areas there are; `known` is where those lie."""
    refuse_unknown_properties(collection, choices)
    made = AreaPlan()
    by_code = {area.code.lower(): area for area in existing}
    for draft in _told_apart(_drafts(collection, choices, known, made), choices, made):
        made.notices += [Problem(draft.number, notice) for notice in draft.outline.notices]
        _compare(draft, choices, by_code.get(draft.code.lower()), made)
    made.refusals.sort(key=lambda problem: problem.number)
    return made


def refuse_unknown_properties(collection: Collection, choices: Choices) -> None:
    names = {found.name for found in collection.properties}
    if not choices.code or not choices.name:
        raise UnknownColumn(_("Choose a property for the code and one for the name."))
    for wanted in filter(None, (choices.code, choices.name, choices.population)):
        if wanted not in names:
            raise UnknownColumn(
                _("No feature has a property “%(name)s”. There are: %(names)s.")
                % {"name": wanted, "names": ", ".join(sorted(names)) or "–"}
            )


def codes_in(collection: Collection, choices: Choices) -> set[str]:
    """The codes the file speaks of, in lower case: what to look up in the directory."""
    found = (codes.code_of(each.properties.get(choices.code)) for each in collection.features)
    return {code.lower() for code in found if code}


def _drafts(
    collection: Collection, choices: Choices, known: Box | None, made: AreaPlan
) -> Iterator[AreaDraft]:
    for feature in collection.features:
        try:
            yield _draft(feature, choices, known)
        except BadFeature as error:
            made.refusals.append(Problem(feature.number, error.reason))


def _draft(feature: Feature, choices: Choices, known: Box | None) -> AreaDraft:
    properties = feature.properties
    code = codes.code_of(properties.get(choices.code))
    if not code:
        raise BadFeature(_("“%(name)s” is empty, so it has no code") % {"name": choices.code})
    name = codes.name_of(properties.get(choices.name), choices.name_prefix)
    if not name:
        raise BadFeature(_("“%(name)s” is empty, so it has no name") % {"name": choices.name})
    if len(name) > codes.MAX_NAME:
        raise BadFeature(_("its name is longer than %(limit)s letters") % {"limit": codes.MAX_NAME})
    population = _population(properties.get(choices.population)) if choices.population else None
    return AreaDraft(feature.number, code, name, population, outline(feature.geometry, known=known))


def _population(value: Any) -> int | None:
    try:
        return codes.population_of(value)
    except ValueError as error:
        raise BadFeature(
            _("“%(value)s” is no number of people") % {"value": as_text(value)[:40]}
        ) from error


def _told_apart(
    drafts: Iterable[AreaDraft], choices: Choices, made: AreaPlan
) -> Iterator[AreaDraft]:
    """One draft for each code: joined where that was chosen, else the later ones refused."""
    by_code: dict[str, list[AreaDraft]] = {}
    for draft in drafts:
        by_code.setdefault(draft.code.lower(), []).append(draft)
    for same in by_code.values():
        first = same[0]
        if len(same) > 1 and choices.join_parts and len({draft.name for draft in same}) == 1:
            yield replace(first, outline=joined([draft.outline for draft in same]))
            parts = ", ".join(str(draft.number) for draft in same[1:])
            reason = _("joined with %(parts)s as parts of one area") % {"parts": parts}
            made.notices.append(Problem(first.number, reason))
            continue
        yield first
        for draft in same[1:]:
            made.refusals.append(Problem(draft.number, _same_code(first, draft, choices)))


def _same_code(first: AreaDraft, draft: AreaDraft, choices: Choices) -> StrOrPromise:
    values = {"code": draft.code, "number": first.number}
    if choices.join_parts:
        return _("it has the code %(code)s of feature %(number)s, but another name") % values
    return (
        _(
            "it has the same code %(code)s as feature %(number)s. If they are parts of one area, "
            "choose to join them; else choose another property as the code"
        )
        % values
    )


def _compare(draft: AreaDraft, choices: Choices, area: Area | None, made: AreaPlan) -> None:
    if area is None:
        made.new.append(draft)
        return
    if _is_elsewhere(draft, area):
        reason = _("the area with the code %(code)s lies in another part of the country")
        made.refusals.append(Problem(draft.number, reason % {"code": draft.code}))
        return
    differs = {
        "name": area.name != draft.name,
        "kind": bool(choices.kind) and area.kind != choices.kind,
        "population": bool(choices.population) and area.population != draft.population,
        "boundary": area.boundary != draft.outline.geojson,
    }
    if fields := [name for name, is_different in differs.items() if is_different]:
        made.changed.append((area, draft, fields))
    else:
        made.unchanged.append(draft)


def _is_elsewhere(draft: AreaDraft, area: Area) -> bool:
    """The code is used for something else: a new boundary never moves an area that far."""
    if not area.boundary:
        return False
    return not Box(*draft.outline.shape.bounds).is_near(Box(*shape(area.boundary).bounds))
