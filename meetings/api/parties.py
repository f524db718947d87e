"""Who promises something, and to whom, in API calls."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.models import User
from leaders.models import Leader

ROLES = ("owner", "promised_to")


class OfficerField(serializers.PrimaryKeyRelatedField[User]):
    """Somebody of the department, by number."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("queryset", User.objects.police())
        super().__init__(required=False, allow_null=True, **options)


class LeaderField(serializers.PrimaryKeyRelatedField[Leader]):
    """Somebody of the directory, by number."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("queryset", Leader.objects.active())
        super().__init__(required=False, allow_null=True, **options)


class PartiesSerializer(serializers.Serializer[Any]):
    """Each side is one person: of the department or of the directory."""

    owner_user = OfficerField()
    owner_leader = LeaderField()
    promised_to_user = OfficerField()
    promised_to_leader = LeaderField()

    kinds: tuple[str, ...] = ("user", "leader")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        for role in ROLES:
            attrs[role] = self.party(attrs, role)
        return attrs

    def party(self, attrs: dict[str, Any], role: str) -> Any:
        named = [attrs.pop(f"{role}_{kind}", None) for kind in self.kinds]
        people = [person for person in named if person is not None]
        if len(people) != 1:
            raise serializers.ValidationError({f"{role}_user": _("Name one person.")})
        return people[0]
