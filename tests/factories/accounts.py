"""Users and invitations to sign up, without surprises."""

from __future__ import annotations

import factory

from accounts.models import Role, SignUpInvitation, User


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"user{n}@example.org")
    name = factory.Sequence(lambda n: f"User {n}")
    role = Role.LEADER

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        if extracted:
            self.set_password(extracted)
            self.save()


class SignUpInvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SignUpInvitation

    email = factory.Sequence(lambda n: f"invited{n}@example.org")
    name = factory.Sequence(lambda n: f"Invited {n}")
    role = Role.OFFICER
