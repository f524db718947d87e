"""The languages people are asked about: code, name in English, name in the language itself.

Not the languages of the pages (those are `settings.LANGUAGES`): what leaders speak, what an area's
residents speak, what an interpreter is wanted for. Codes are BCP 47, lower case, as Django's.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "prs", "ps", "ur", "he", "yi", "ckb"})


@dataclass(frozen=True)
class Language:
    code: str
    english: str
    autonym: str

    @property
    def label(self) -> str:
        """For a choice: readable by those who speak it and by those who do not."""
        if self.autonym.casefold() == self.english.casefold():
            return self.english
        return f"{self.autonym} ({self.english})"

    @property
    def direction(self) -> str:
        return "rtl" if self.code in RIGHT_TO_LEFT else "ltr"


_NAMES: Final = (
    ("en", "English", "English"),
    ("es", "Spanish", "Español"),
    ("ar", "Arabic", "العربية"),
    ("zh-hans", "Chinese, simplified", "简体中文"),
    ("zh-hant", "Chinese, traditional", "繁體中文"),
    ("vi", "Vietnamese", "Tiếng Việt"),
    ("ko", "Korean", "한국어"),
    ("ru", "Russian", "Русский"),
    ("fr", "French", "Français"),
    ("ht", "Haitian Creole", "Kreyòl ayisyen"),
    ("pt", "Portuguese", "Português"),
    ("so", "Somali", "Soomaali"),
    ("am", "Amharic", "አማርኛ"),
    ("ti", "Tigrinya", "ትግርኛ"),
    ("om", "Oromo", "Afaan Oromoo"),
    ("ur", "Urdu", "اردو"),
    ("bn", "Bengali", "বাংলা"),
    ("hi", "Hindi", "हिन्दी"),
    ("pa", "Punjabi", "ਪੰਜਾਬੀ"),
    ("gu", "Gujarati", "ગુજરાતી"),
    ("ta", "Tamil", "தமிழ்"),
    ("te", "Telugu", "తెలుగు"),
    ("ml", "Malayalam", "മലയാളം"),
    ("ne", "Nepali", "नेपाली"),
    ("tl", "Tagalog", "Tagalog"),
    ("ilo", "Ilocano", "Ilokano"),
    ("pl", "Polish", "Polski"),
    ("uk", "Ukrainian", "Українська"),
    ("fa", "Persian", "فارسی"),
    ("prs", "Dari", "دری"),
    ("ps", "Pashto", "پښتو"),
    ("ku", "Kurdish, Kurmanji", "Kurdî"),
    ("ckb", "Kurdish, Sorani", "کوردیی ناوەندی"),
    ("my", "Burmese", "မြန်မာ"),
    ("km", "Khmer", "ខ្មែរ"),
    ("lo", "Lao", "ລາວ"),
    ("th", "Thai", "ไทย"),
    ("hmn", "Hmong", "Hmoob"),
    ("kar", "Karen", "ကညီ"),
    ("id", "Indonesian", "Bahasa Indonesia"),
    ("ja", "Japanese", "日本語"),
    ("de", "German", "Deutsch"),
    ("it", "Italian", "Italiano"),
    ("el", "Greek", "Ελληνικά"),
    ("he", "Hebrew", "עברית"),
    ("yi", "Yiddish", "ייִדיש"),
    ("hy", "Armenian", "Հայերեն"),
    ("sq", "Albanian", "Shqip"),
    ("bs", "Bosnian", "Bosanski"),
    ("sr", "Serbian", "Српски"),
    ("hr", "Croatian", "Hrvatski"),
    ("ro", "Romanian", "Română"),
    ("hu", "Hungarian", "Magyar"),
    ("tr", "Turkish", "Türkçe"),
    ("sw", "Swahili", "Kiswahili"),
    ("rw", "Kinyarwanda", "Ikinyarwanda"),
    ("yo", "Yoruba", "Yorùbá"),
    ("ig", "Igbo", "Igbo"),
    ("ha", "Hausa", "Hausa"),
    ("wo", "Wolof", "Wolof"),
    ("ff", "Fula", "Pulaar"),
    ("mam", "Mam", "Qyool Mam"),
    ("quc", "K'iche'", "K'iche'"),
    ("nv", "Navajo", "Diné bizaad"),
    ("haw", "Hawaiian", "ʻŌlelo Hawaiʻi"),  # noqa: RUF001 -- okina, a letter
    ("sm", "Samoan", "Gagana Samoa"),
    ("mh", "Marshallese", "Kajin M̧ajeļ"),
    ("ase", "American Sign Language", "American Sign Language"),
)

LANGUAGES: Final[dict[str, Language]] = {
    code: Language(code, english, autonym) for code, english, autonym in _NAMES
}

# How lists that people keep write some of them.
_OTHER_NAMES: Final = {
    "zh": "zh-hans",
    "zh-cn": "zh-hans",
    "zh-tw": "zh-hant",
    "zh-hk": "zh-hant",
    "chinese": "zh-hans",
    "mandarin": "zh-hans",
    "simplified chinese": "zh-hans",
    "cantonese": "zh-hant",
    "traditional chinese": "zh-hant",
    "creole": "ht",
    "haitian": "ht",
    "kreyol": "ht",
    "farsi": "fa",
    "bangla": "bn",
    "filipino": "tl",
    "fil": "tl",
    "oromiffa": "om",
    "afan oromo": "om",
    "kurdish": "ku",
    "kurmanji": "ku",
    "sorani": "ckb",
    "hebrew (modern)": "he",
    "fulani": "ff",
    "kiche": "quc",
    "asl": "ase",
    "sign language": "ase",
    "castilian": "es",
    "portugues": "pt",
}


def _folded(text: str) -> str:
    """Without case, accents and outer blanks."""
    decomposed = unicodedata.normalize("NFD", text.strip().casefold())
    return "".join(sign for sign in decomposed if not "\u0300" <= sign <= "\u036f")


_FOUND_BY: Final = (
    {_folded(language.english): code for code, language in LANGUAGES.items()}
    | {_folded(language.autonym): code for code, language in LANGUAGES.items()}
    | {_folded(name): code for name, code in _OTHER_NAMES.items()}
    | {code: code for code in LANGUAGES}
)


_CHOICES: Final = [(language.code, language.label) for language in LANGUAGES.values()]


def choices() -> list[tuple[str, str]]:
    """For a form: the usual ones first, as listed."""
    return list(_CHOICES)


def label(code: str) -> str:
    """What to show for a stored code, also for one that is not in the table."""
    language = LANGUAGES.get(code)
    return language.label if language else code


def english(code: str) -> str:
    """The name to write where everybody must read it, as in an export."""
    language = LANGUAGES.get(code)
    return language.english if language else code


def find(text: str) -> str | None:
    """The code for a language as somebody wrote it: code, English name or its own name."""
    folded = _folded(text).replace("_", "-")
    if folded in _FOUND_BY:
        return _FOUND_BY[folded]
    return _FOUND_BY.get(folded.split("-", maxsplit=1)[0]) if "-" in folded else None
