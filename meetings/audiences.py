"""Who is asked to a meeting: by area, sector and language, or by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from leaders.models import Area, Leader
from leaders.querysets import LeaderQuerySet
from meetings.models import Series


@dataclass(frozen=True, slots=True)
class Audience:
    """Leaders who match all that is filled in, and some by hand. Nothing filled in: nobody."""

    areas: Sequence[Area] = ()
    sectors: Sequence[str] = ()
    languages: Sequence[str] = ()
    by_hand: Iterable[Leader] = ()

    def members(self) -> LeaderQuerySet:
        """Each once; who is no longer active is never asked."""
        chosen = Q(pk__in=[leader.pk for leader in self.by_hand])
        if self.areas or self.sectors or self.languages:
            chosen |= Q(pk__in=self._matching().values("pk"))
        return Leader.objects.active().filter(chosen)

    def _matching(self) -> LeaderQuerySet:
        matching = Leader.objects.active()
        if self.areas:
            matching = matching.in_areas(self.areas)
        if self.sectors:
            matching = matching.in_sectors(self.sectors)
        if self.languages:
            matching = matching.speaking(self.languages)
        return matching


def audience_of(series: Series) -> Audience:
    return Audience(
        areas=list(series.invite_areas.all()),
        sectors=series.invite_sectors,
        languages=series.invite_languages,
        by_hand=list(series.invite_leaders.all()),
    )
