"""Phone numbers: as people write them, as they are stored (E.164), as they are shown."""

from __future__ import annotations

import phonenumbers
from django.conf import settings
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, PhoneNumberMatcher

MAX_LENGTH = 32
# Longer input is no phone number; it is not worth a search.
MAX_INPUT = 200


class NotAPhoneNumber(ValueError):
    """Nothing that can be dialled."""


def normalised(text: str) -> str:
    """As stored: +12155550138, with an extension +12155550138;ext=3011 (RFC 3966)."""
    try:
        number = phonenumbers.parse(text[:MAX_INPUT], settings.PHONE_REGION)
    except NumberParseException as error:
        raise NotAPhoneNumber(text) from error
    if not phonenumbers.is_possible_number(number) or _is_local_only(number):
        raise NotAPhoneNumber(text)
    stored = _stored(number)
    if len(stored) > MAX_LENGTH:
        raise NotAPhoneNumber(text)
    return stored


def found_in(text: str) -> list[str]:
    """All numbers in a text like "718-555-0125 / 718-555-0126 (home)", as stored."""
    matches = PhoneNumberMatcher(
        text[:MAX_INPUT], settings.PHONE_REGION, leniency=phonenumbers.Leniency.POSSIBLE
    )
    found = [_stored(match.number) for match in matches if not _is_local_only(match.number)]
    return [stored for stored in found if len(stored) <= MAX_LENGTH]


def shown(stored: str) -> str:
    """For reading: as people of the country write it, foreign numbers with their country code."""
    if not stored:
        return ""
    try:
        number = phonenumbers.parse(stored, settings.PHONE_REGION)
    except NumberParseException:
        return stored
    country = phonenumbers.country_code_for_region(settings.PHONE_REGION)
    is_domestic = number.country_code == country
    style = PhoneNumberFormat.NATIONAL if is_domestic else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def _is_local_only(number: PhoneNumber) -> bool:
    """Seven digits without an area code reach different people from different places."""
    reason = phonenumbers.is_possible_number_with_reason(number)
    return bool(reason == phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY)


def _stored(number: PhoneNumber) -> str:
    plain = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return f"{plain};ext={number.extension}" if number.extension else plain
