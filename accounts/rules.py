"""Who may do what with accounts, and the predicates from which other apps build theirs."""

from __future__ import annotations

import rules
from django.contrib.auth.models import AnonymousUser

from accounts.models import Role, SignUpInvitation, User

Person = User | AnonymousUser


@rules.predicate
def is_police(person: Person) -> bool:
    """Works for the department, in whatever role."""
    return isinstance(person, User) and person.is_active and person.is_police


@rules.predicate
def is_coordinating(person: Person) -> bool:
    """Runs the partnership: coordinators and administrators."""
    return isinstance(person, User) and person.is_active and person.is_coordinating


@rules.predicate
def is_administrator(person: Person) -> bool:
    return isinstance(person, User) and person.is_active and person.role == Role.ADMINISTRATOR


@rules.predicate
def is_oneself(person: Person, user: User | None) -> bool:
    return user is not None and person == user


@rules.predicate
def is_below_administrator(person: Person, role: str | None) -> bool:  # noqa: ARG001 -- rules' signature
    return role is not None and role != Role.ADMINISTRATOR


@rules.predicate
def invites_below_administrator(person: Person, invitation: SignUpInvitation | None) -> bool:  # noqa: ARG001 -- rules' signature
    return invitation is not None and invitation.role != Role.ADMINISTRATOR


rules.add_perm("accounts.view_users", is_coordinating)
rules.add_perm("accounts.invite", is_coordinating)
# Asked with the role to be given.
rules.add_perm("accounts.invite_as", is_administrator | (is_coordinating & is_below_administrator))
# Asked with the invitation.
rules.add_perm(
    "accounts.change_invitation", is_administrator | (is_coordinating & invites_below_administrator)
)
# Asked with the user: role and right to sign in. Nobody changes their own.
rules.add_perm("accounts.change_user", is_administrator & ~is_oneself)
