from __future__ import annotations

import pytest

from leaders.contact_lists import columns
from leaders.contact_lists.columns import Mapping
from leaders.errors import UnknownColumn


@pytest.mark.parametrize(
    ("header", "guess"),
    [
        (
            ["Organization", "Contact Name", "E-Mail", "Phone", "Title"],
            {
                "organization_name": "Organization",
                "leader_name": "Contact Name",
                "leader_email": "E-Mail",
                "leader_phone": "Phone",
                "leader_position": "Title",
            },
        ),
        (
            ["First Name", "Last Name", "emailAddress", "Church"],
            {
                "organization_name": "Church",
                "leader_first_name": "First Name",
                "leader_last_name": "Last Name",
                "leader_email": "emailAddress",
            },
        ),
        (
            ["ORG_NAME", "PHONE", "WEBSITE", "ZIP"],
            {
                "organization_name": "ORG_NAME",
                "organization_phone": "PHONE",
                "organization_website": "WEBSITE",
                "organization_postal_code": "ZIP",
            },
        ),
        (
            ["primary_name", "primary_email", "alternate_name", "a_phone_ext"],
            {
                "leader_name": "primary_name",
                "leader_email": "primary_email",
                "second_name": "alternate_name",
                "second_phone_extension": "a_phone_ext",
            },
        ),
        (["preffered_contact_method"], {"preferred_channel": "preffered_contact_method"}),
        (["Name", "Email", "Email"], {"leader_name": "Name", "leader_email": "Email"}),
        (["objectid", "Shape__Area", "LOGO"], {}),
    ],
)
def test_columns_are_guessed_by_their_names(header, guess):
    assert columns.guess(header) == guess


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ({"leader_name": "Nobody"}, "has no column “Nobody”"),
        ({"shoe_size": "Name"}, "“shoe_size” is nothing that can be imported"),
        ({"leader_email": "Mail"}, "Choose the column with the organization's or the leader's"),
        ({}, "Choose the column"),
    ],
)
def test_mapping_that_cannot_be_used_is_refused_with_the_reason(mapping, sentence):
    with pytest.raises(UnknownColumn, match=sentence):
        Mapping(mapping).refuse_unusable(["Name", "Mail"])
