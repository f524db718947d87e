"""What the invented city's people raise, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A concern as it is written, answered, closed and, with leave, shown."""

    category: str
    subject: str
    text: str
    reply: str
    outcome: str
    reason: str
    said: str
    did: str
    language: str = "en"


TOPICS = (
    Topic(
        category="traffic",
        subject="Cars race past the school in the morning",
        text="Between 7:30 and 8 cars drive far too fast past the school. My daughter "
        "was nearly hit.",
        reply="I stood there this morning and measured. You are right. We come back three mornings "
        "this week and talk with the school about a crossing guard.",
        outcome="resolved",
        reason="We were there on nine mornings. The school has a crossing guard now.",
        said="Parents said cars race past the school in the morning.",
        did="Nine mornings of speed checks; the school has a crossing guard now.",
    ),
    Topic(
        category="surroundings",
        subject="The lamps at the bus stop are out",
        text="Three lamps are dark. After six nobody dares to wait there.",
        reply="I reported the lamps to the city today and got a number. Until they are repaired "
        "our evening patrol stops there.",
        outcome="resolved",
        reason="The city replaced all three lamps. We looked: the stop is bright.",
        said="People did not dare to wait at a dark bus stop.",
        did="The city replaced three lamps; the evening patrol stopped there until then.",
    ),
    Topic(
        category="noise",
        subject="Música muy alta cada viernes",
        text="Cada viernes el bar pone música hasta las tres de la mañana. No podemos dormir.",
        reply="Hablamos con el dueño del bar. Este viernes pasamos a las once y a la una.",
        outcome="partly",
        reason="El bar baja la música a medianoche. Los sábados seguimos pasando.",
        said="Vecinos no podían dormir por la música de un bar.",
        did="El bar baja la música a medianoche; los sábados seguimos pasando.",
        language="es",
    ),
    Topic(
        category="unsafe_place",
        subject="The underpass to the station",
        text="It is dark, it smells, and you cannot see who stands around the corner.",
        reply="I walked through it last night with a colleague. We ask the city for light and a "
        "mirror, and we walk there on weekday evenings.",
        outcome="partly",
        reason="There is a mirror now. The light comes with next year's works.",
        said="People are afraid in the underpass to the station.",
        did="A mirror hangs there and we walk there in the evenings; light comes next year.",
    ),
    Topic(
        category="youth",
        subject="Nowhere to go after four",
        text="The gym is closed in the afternoon, so the kids hang around the parking lot.",
        reply="I called the school. Our youth officer comes to the lot on Tuesdays and Thursdays, "
        "and we meet the coach next week.",
        outcome="resolved",
        reason="The gym is open until six on three days. Our youth officer is there on Tuesdays.",
        said="Young people had nowhere to go in the afternoon.",
        did="The gym stays open until six on three days.",
    ),
    Topic(
        category="drugs",
        subject="Jeringas en el parque infantil",
        text="Encontré jeringas dos veces esta semana junto a los columpios.",
        reply="Gracias por avisar. Limpiamos hoy con la ciudad y pasamos cada mañana antes de las "
        "ocho.",
        outcome="resolved",
        reason="La ciudad limpia cada mañana y puso una caja segura. Hace tres semanas que no se "
        "encuentra nada.",
        said="Había jeringas en el parque infantil.",
        did="La ciudad limpia cada mañana y hay una caja segura.",
        language="es",
    ),
    Topic(
        category="disorder",
        subject="Drinking in the doorway of our shop",
        text="Every evening people drink in our doorway, and customers turn around.",
        reply="I will come by tonight at seven and speak with them, and with you.",
        outcome="referred",
        reason="The shelter's outreach team has taken it over: they know these people by name. We "
        "stay in touch with both.",
        said="Shop owners found people drinking in their doorway.",
        did="The shelter's outreach team speaks with them; we stay in touch.",
    ),
    Topic(
        category="contact",
        subject="Stopped twice on the way to church",
        text="Two young men of our choir were stopped twice in a month and nobody told them why.",
        reply="I am sorry. I asked for both records and would like to speak with the two of them, "
        "with you there if they wish.",
        outcome="resolved",
        reason="We met with both of them. The sergeant explained and apologized. Cards that say "
        "why somebody is stopped are now used on this beat.",
        said="Young men were stopped without being told why.",
        did="The sergeant apologized; cards that say why are now used on this beat.",
    ),
    Topic(
        category="shelter",
        subject="Families sleeping in cars by the river",
        text="At least four families sleep in their cars. It is getting cold.",
        reply="Nobody will be fined tonight. The shelter's team and I go there together at eight.",
        outcome="referred",
        reason="Three families have a room through the shelter. One did not want help; the team "
        "looks in on them.",
        said="Families slept in their cars by the river.",
        did="With the shelter's team: three families have a room.",
    ),
    Topic(
        category="traffic",
        subject="Camiones en la calle estrecha",
        text="Los camiones del mercado pasan por nuestra calle a las cinco de la mañana.",
        reply="Hablé con el mercado. Pido a la ciudad una señal y mañana estoy allí a las cinco.",
        outcome="not_possible",
        reason="La ciudad no pone la señal: es la única entrada para bomberos. El mercado pide a "
        "los camiones llegar después de las seis.",
        said="Camiones pasaban a las cinco por una calle estrecha.",
        did="La señal no es posible; el mercado pide llegar después de las seis.",
        language="es",
    ),
    Topic(
        category="surroundings",
        subject="A burnt-out car behind our building",
        text="It has been there for three weeks. Children play in it.",
        reply="It will be towed tomorrow. I checked: no owner can be found.",
        outcome="resolved",
        reason="It was towed the next day.",
        said="Children played in a burnt-out car.",
        did="It was towed the next day.",
    ),
    Topic(
        category="other",
        subject="Who do we call at night?",
        text="Our residents are old and do not know whom to call when something is wrong at night.",
        reply="I bring cards in large print on Thursday and answer questions over coffee.",
        outcome="resolved",
        reason="Forty residents have the card. We come every three months.",
        said="Older residents did not know whom to call at night.",
        did="Forty have a card in large print; we come every three months.",
    ),
)

# What the area agreed to work on first; what was done, or nothing yet.
PRIORITIES = (
    ("Speeding around schools", "Speed checks on nine mornings; a crossing guard at one school."),
    ("Dark places on the way home", ""),
    ("Noise at night around bars", "Three bars turn the music down at midnight."),
)

STANDARD_TEXTS = (
    (
        "We look at it",
        "en",
        (
            "Thank you for telling us about “{subject}”. I will look at it myself and write to you "
            "again by {due}.\n\n{owner}, {department}"
        ),
    ),
    (
        "We look at it",
        "es",
        (
            "Gracias por contarnos de “{subject}”. Lo miraré yo mismo y le escribo de nuevo antes "
            "del {due}.\n\n{owner}, {department}"
        ),
    ),
    (
        "The city repairs it",
        "en",
        (
            "We passed this on to the city today under our number {reference}. We ask again in a "
            "week and tell you what they say.\n\n{owner}"
        ),
    ),
)
