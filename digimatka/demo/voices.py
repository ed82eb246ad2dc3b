"""What simulated participants are called and what they say. All of it is invented, and kind."""

from typing import Final

# Words of nature and of home, none of which is a person's name.
NICKNAMES: Final = (
    "Käpy",
    "Rantakivi",
    "Sudenkorento",
    "Villasukka",
    "Kuunsäde",
    "Pajunkissa",
    "Laiturinpää",
    "Kastepisara",
    "Satakieli",
    "Havunneula",
    "Metsämansikka",
    "Poutapilvi",
    "Kahvikuppi",
    "Revontuli",
    "Tammenterho",
    "Koivunlehti",
    "Keinutuoli",
    "Kissankello",
    "Lumihiutale",
    "Hiekkalinna",
    "Puolukka",
    "Kaislikko",
    "Saunavihta",
    "Tähtitaivas",
    "Leppäkerttu",
    "Pihakuusi",
    "Korvasieni",
    "Aamu-usva",
    "Pyörätie",
    "Lankakerä",
)
HELP: Final = (
    "Mitä tässä kysytään?",
    "Teinkö tämän oikein?",
    "En löydä painiketta.",
    "Teksti on minulle liian pientä.",
    "Voitko katsoa kanssani?",
    "",
)
LOCKED: Final = "Tehtävä ei aukea minulle."
WORDS: Final = (
    "rohkeus",
    "rauha",
    "kokeilu",
    "yhdessä",
    "anna aikaa",
    "hengitys",
    "kysyminen",
    "tauko",
    "huumori",
    "kahvi",
    "uteliaisuus",
    "pieni askel",
    "apu lähellä",
    "toisto",
)
