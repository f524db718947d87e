"""Areas, organizations and leaders without surprises."""

from __future__ import annotations

import factory

from leaders.models import (
    Affiliation,
    Area,
    AreaImport,
    Contact,
    ContactImport,
    Leader,
    Organization,
    Sector,
)


class AreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Area
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"area-{n}")
    name = factory.Sequence(lambda n: f"Area {n}")

    @factory.post_generation
    def officers(self, create, extracted, **kwargs):
        if extracted:
            self.officers.set(extracted)


class OrganizationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organization
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Organization {n}")
    sector = Sector.FAITH

    @factory.post_generation
    def areas(self, create, extracted, **kwargs):
        if extracted:
            self.areas.set(extracted)


class LeaderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Leader
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Leader {n}")
    email = factory.Sequence(lambda n: f"leader{n}@example.org")

    @factory.post_generation
    def areas(self, create, extracted, **kwargs):
        if extracted:
            self.areas.set(extracted)


class AffiliationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Affiliation

    leader = factory.SubFactory(LeaderFactory)
    organization = factory.SubFactory(OrganizationFactory)


class ContactFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Contact
        skip_postgeneration_save = True

    @factory.post_generation
    def leaders(self, create, extracted, **kwargs):
        if extracted:
            self.leaders.set(extracted)


class ContactImportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactImport

    file_name = "contacts.csv"
    content = b"Organization\nChapel\n"
    header = ["Organization"]
    mapping = {"columns": {"organization_name": "Organization"}, "file_wins": False}


class AreaImportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AreaImport

    file_name = "districts.geojson"
    mapping = {"code": "code", "name": "name"}
    content = (
        b'{"type": "FeatureCollection", "features": [{"type": "Feature",'
        b' "properties": {"code": "n1", "name": "North"}, "geometry": {"type": "Polygon",'
        b' "coordinates": [[[-75.2, 39.9], [-75.1, 39.9], [-75.1, 40.0], [-75.2, 39.9]]]}}]}'
    )
