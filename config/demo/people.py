"""The invented people of Port Ellery: police, organizations and some sixty leaders."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from django.conf import settings

from accounts.models import Role, User
from leaders.models import (
    Affiliation,
    Area,
    Contact,
    Leader,
    LeadershipRole,
    Organization,
    PreferredChannel,
    Sector,
)

PASSWORD = "demo-partnership"  # noqa: S105 -- printed on the demo's sign-in page

STAFF = (
    ("coordinator@demo.example", "Dana Whitfield", Role.COORDINATOR, "Partnership coordinator"),
    ("officer@demo.example", "Marcus Oyelaran", Role.OFFICER, "Neighborhood officer"),
    ("admin@demo.example", "Priya Sandoval", Role.ADMINISTRATOR, "System administrator"),
    ("officer2@demo.example", "Ilse Brandvold", Role.OFFICER, "Neighborhood officer"),
    ("officer3@demo.example", "Teo Marchetti", Role.OFFICER, "Sergeant"),
    ("officer4@demo.example", "Wanda Achterberg", Role.OFFICER, "Youth officer"),
)

# name, sector, district code, position of its first leader
ORGANIZATIONS = (
    ("Quayside Tenants' Union", Sector.TENANT, "harbor", "Chair"),
    ("Harbor Light Church", Sector.FAITH, "harbor", "Pastor"),
    ("Iglesia Puerta del Mar", Sector.FAITH, "harbor", "Pastora"),
    ("Dockside Merchants", Sector.BUSINESS, "harbor", "President"),
    ("Harbor Youth Rowing Club", Sector.YOUTH, "harbor", "Coach"),
    ("Casa Ellery", Sector.CULTURE, "harbor", "Director"),
    ("Old Market Traders", Sector.BUSINESS, "old-market", "Secretary"),
    ("Market Street Residents", Sector.NEIGHBORHOOD, "old-market", "Block captain"),
    ("Lantern Night Shelter", Sector.SERVICE, "old-market", "Manager"),
    ("Old Market Elementary School", Sector.SCHOOL, "old-market", "Principal"),
    ("Council Office, Second Ward", Sector.ELECTED, "old-market", "Council member"),
    ("Spindle Road Block Club", Sector.NEIGHBORHOOD, "mill-end", "Block captain"),
    ("Mill End Health Clinic", Sector.HEALTH, "mill-end", "Outreach nurse"),
    ("Hoa Sen Elders", Sector.SENIOR, "mill-end", "Chair"),
    ("Weavers' Row Tenants", Sector.TENANT, "mill-end", "Chair"),
    ("Mill End Mutual Aid", Sector.ADVOCACY, "mill-end", "Organizer"),
    ("Masjid Al-Noor of Northgate", Sector.FAITH, "northgate", "Imam"),
    ("Northgate High School", Sector.SCHOOL, "northgate", "Vice principal"),
    ("Northgate Parents", Sector.SCHOOL, "northgate", "President"),
    ("Beacon Avenue Business Association", Sector.BUSINESS, "northgate", "President"),
    ("Voices for Fair Policing", Sector.ADVOCACY, "northgate", "Director"),
    ("Newcomers' Table", Sector.CULTURE, "northgate", "Coordinator"),
    ("Hillcrest Homeowners", Sector.NEIGHBORHOOD, "hillcrest", "President"),
    ("Hillcrest Senior Center", Sector.SENIOR, "hillcrest", "Director"),
    ("Summit Synagogue", Sector.FAITH, "hillcrest", "Rabbi"),
    ("Council Office, Fourth Ward", Sector.ELECTED, "hillcrest", "Council member"),
    ("Ferry Lane Tenants", Sector.TENANT, "riverbend", "Chair"),
    ("Riverbend Boxing Gym", Sector.YOUTH, "riverbend", "Coach"),
    ("Riverbend Chinese Association", Sector.CULTURE, "riverbend", "Secretary"),
    ("Ferry Lane Food Pantry", Sector.SERVICE, "riverbend", "Manager"),
    ("St. Brendan's Parish", Sector.FAITH, "riverbend", "Deacon"),
    ("Riverbend Watch", Sector.NEIGHBORHOOD, "riverbend", "Block captain"),
)

GIVEN = {
    "en": (
        "Amos",
        "Bettina",
        "Cyrus",
        "Delphine",
        "Ezra",
        "Fern",
        "Gideon",
        "Hollis",
        "Imogen",
        "Jarrett",
        "Keziah",
        "Leopold",
        "Maribel",
        "Nigel",
        "Odette",
        "Percy",
        "Quincy",
        "Rhoda",
        "Silas",
        "Thea",
        "Ulric",
        "Verity",
        "Wendell",
        "Yolanda",
        "Zeke",
        "Alma",
        "Booker",
    ),
    "es": (
        "Abril",
        "Benicio",
        "Consuelo",
        "Damián",
        "Estrella",
        "Fermín",
        "Graciela",
        "Hernán",
        "Itzel",
        "Joaquín",
        "Leonor",
        "Mateo",
        "Nuria",
        "Octavio",
        "Pilar",
        "Rocío",
    ),
    "ar": ("Samira", "Yusuf", "Hanan", "Karim"),
    "vi": ("Linh", "Minh", "Thuy"),
    "zh-hans": ("Meilin", "Jianhong", "Xiuying"),
    "pt": ("Inês", "Caetano"),
}
FAMILY = {
    "en": (
        "Abernathy",
        "Blackwood",
        "Cadwell",
        "Dunmore",
        "Eastlake",
        "Fairweather",
        "Goodacre",
        "Hathersage",
        "Ironside",
        "Jessop",
        "Kettering",
        "Lockridge",
        "Merriweather",
        "Nettles",
    ),
    "es": ("Almendros", "Barranco", "Cifuentes", "Domínguez Peña", "Esquivel", "Olivares"),
    "ar": ("Al-Masri", "Haddadin", "Nasrallah"),
    "vi": ("Tran-Ho", "Lam"),
    "zh-hans": ("Ouyang", "Situ"),
    "pt": ("Figueiral", "Sequeira"),
}


def staff(areas: dict[str, Area]) -> list[User]:
    """Create the demo sign-ins of the department and give each officer districts."""
    users = [
        User.objects.create_user(
            email,
            PASSWORD,
            name=name,
            role=role,
            job_title=title,
            phone="555-0100",
            timezone=settings.TIME_ZONE,
        )
        for email, name, role, title in STAFF
    ]
    officers = [user for user in users if user.role == Role.OFFICER]
    for index, area in enumerate(areas.values()):
        area.officers.add(officers[index % len(officers)])
    return users


def organizations(areas: dict[str, Area]) -> list[Organization]:
    created = Organization.objects.bulk_create(
        Organization(name=name, sector=sector, address=f"{number} Sample Street, Port Ellery")
        for number, (name, sector, _, _) in enumerate(ORGANIZATIONS, start=10)
    )
    through = Organization.areas.through
    through.objects.bulk_create(
        through(organization=organization, area=areas[code])
        for organization, (_, _, code, _) in zip(created, ORGANIZATIONS, strict=True)
    )
    return created


def _name(chance: random.Random, language: str, taken: set[str]) -> str:
    while True:
        name = f"{chance.choice(GIVEN[language])} {chance.choice(FAMILY[language])}"
        if name not in taken:
            taken.add(name)
            return name


def _leader(chance: random.Random, number: int, area: Area, taken: set[str]) -> Leader:
    native = chance.choice(area.languages) if chance.random() < 0.6 else "en"
    return Leader(
        name=_name(chance, native, taken),
        email=f"leader{number}@demo.example" if number % 11 else "",
        phone=f"+1202555{100 + number:04d}",
        preferred_language=native,
        languages=[] if native == "en" else ["en"],
        preferred_channel=(PreferredChannel.EMAIL if number % 11 else PreferredChannel.PHONE),
        leadership_roles=chance.sample(LeadershipRole.values, chance.choice([1, 1, 2])),
        contact_cadence_days=chance.choice([30, 60, 60, 90, None]),
        consent_on=date(2024, 3, 1),
        created_at=datetime(2024, 3, 1, 17, tzinfo=UTC),
        consent_note="Signed up at a meeting",
    )


def leaders(
    areas: dict[str, Area], bodies: list[Organization], officers: list[User]
) -> list[Leader]:
    """Two leaders for each organization; the first of them has the demo's leader account."""
    chance = random.Random(2)
    taken: set[str] = set()
    people: list[Leader] = []
    rows = []
    for body, (_, _, code, position) in zip(bodies, ORGANIZATIONS, strict=True):
        for title in (position, "Member"):
            leader = _leader(chance, len(people) + 1, areas[code], taken)
            leader.liaison_officer = officers[list(areas).index(code) % len(officers)]
            people.append(leader)
            rows.append((leader, body, code, title))
    people[0].email = "leader@demo.example"
    people[0].preferred_language = "en"
    people[0].user = User.objects.create_user(
        "leader@demo.example",
        PASSWORD,
        name=people[0].name,
        role=Role.LEADER,
        timezone=settings.TIME_ZONE,
    )
    created = Leader.objects.bulk_create(people)
    Affiliation.objects.bulk_create(
        Affiliation(leader=leader, organization=body, position=title)
        for leader, body, _, title in rows
    )
    through = Leader.areas.through
    through.objects.bulk_create(
        through(leader=leader, area=areas[code]) for leader, _, code, _ in rows
    )
    return created


NOTES = (
    "Asked how the new lighting works out. Better, but one lamp is out again.",
    "Wants a walk with the officers before school starts.",
    "Offered the hall for the next meeting, free of charge.",
    "Worried about speeding near the crossing; will bring two parents to the meeting.",
    "Thanked us for calling back within a day.",
)


def contacts(people: list[Leader], officers: list[User], today: date) -> None:
    """Conversations of the last six months, so that some leaders are due for a call."""
    chance = random.Random(3)
    zone_noon = 17  # UTC hour that is midday in the city
    log = []
    for leader in people:
        for _ in range(chance.choice([0, 1, 1, 2, 3])):
            day = today - timedelta(days=chance.randint(1, 180))
            log.append((leader, day))
    created = Contact.objects.bulk_create(
        Contact(
            kind=chance.choice(Contact.Kind.values),
            happened_at=f"{day.isoformat()}T{zone_noon}:00:00+00:00",
            notes=chance.choice(NOTES),
            logged_by=chance.choice(officers),
        )
        for _, day in log
    )
    through = Contact.leaders.through
    through.objects.bulk_create(
        through(contact=contact, leader=leader)
        for contact, (leader, _) in zip(created, log, strict=True)
    )
