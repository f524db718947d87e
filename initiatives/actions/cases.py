"""What was learned is written down for others."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives import cases
from initiatives.actions import records
from initiatives.errors import BadCase, Conflict
from initiatives.models import CaseStudy, Initiative
from initiatives.models.cases import TESTED

LONGEST = {
    "title": 150,
    "place": 150,
    "summary": 2000,
    "claim": 1000,
    "effect": 500,
    "interval": 300,
    "lesson": 6000,
    "source": 500,
}
REQUIRED = ("title", "summary", "effect")


@transaction.atomic
def write(
    *,
    by: User,
    grade: str,
    case: CaseStudy | None = None,
    initiative: Initiative | None = None,
    kind: str = Initiative.Kind.OTHER,
    is_published: bool = True,
    **words: str,
) -> CaseStudy:
    """A new one, or one set right. Of an own initiative no more is said than its plan can tell."""
    found = case or CaseStudy(created_by=by, initiative=initiative)
    if found.initiative is not None:
        _check(found.initiative, grade)
    for name, text in words.items():
        setattr(found, name, records.clean(text, field=name, longest=LONGEST[name]))
    for name in REQUIRED:
        records.said(
            getattr(found, name),
            field=name,
            missing=_("Please fill this in."),
            longest=LONGEST[name],
        )
    if found.initiative is None and grade in TESTED and not found.source:
        raise BadCase({"source": _("Say where the test can be read.")})
    if found.initiative is not None and not found.source:
        found.source = _("Our own initiative, judged as registered before it began")
    found.grade, found.kind, found.is_published = grade, kind, is_published
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError as error:
        raise Conflict(_("This initiative is in the library already.")) from error
    return found


def _check(initiative: Initiative, grade: str) -> None:
    if initiative.stage != Initiative.Stage.CLOSED or initiative.plan is None:
        raise Conflict(_("Close the initiative first: the library shows what came of it."))
    if grade not in cases.HIGHEST[initiative.plan.method]:
        raise BadCase(
            {
                "grade": _(
                    "It was judged by “%(method)s”. That cannot show so much: choose a lower grade."
                )
                % {"method": initiative.plan.get_method_display()}
            }
        )
