"""What a facilitator asks a proposal for: a template or quests, and a length."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from digimatka.core.meetings_format import (
    MAX_MINUTES,
    MIN_MINUTES,
    Choosing,
    Closing,
    Doing,
    MeetingTemplate,
    Needs,
    Talk,
    WarmUp,
    Way,
)
from digimatka.core.rules import Rules
from digimatka.i18n import gettext as _
from digimatka.web.numbers import read_number

LENGTHS: Final = (45, 60, 90, 120, 150, 180)
OTHER: Final = "muu"
NO_TEMPLATE: Final = "oma"


@dataclass(frozen=True, slots=True)
class Asked:
    """A form as it stands: the template's id (or ``oma``), quests, and the length as it was typed.

    The same names stand in the address of the proposal, so that it can be loaded again.
    """

    template: str
    quests: tuple[str, ...]
    length: str
    other: str

    @property
    def minutes(self) -> int | None:
        """The length, or None if it is no number of minutes that a meeting can have."""
        found = read_number(self.other.strip() if self.length == OTHER else self.length)
        return found if found is not None and MIN_MINUTES <= found <= MAX_MINUTES else None

    def problems(self) -> dict[str, str]:
        """What is still missing, in words, by the name of the field."""
        found = {}
        if not self.template and not self.quests:
            found["malli"] = _("Valitse malli tai vähintään yksi tehtävä.")
        elif self.template == NO_TEMPLATE and not self.quests:
            found["tehtava"] = _("Valitse vähintään yksi tehtävä.")
        if self.minutes is None:
            found["muu"] = _(
                "Kirjoita pituus minuutteina. Lyhin on %(least)s ja pisin %(most)s.",
                least=MIN_MINUTES,
                most=MAX_MINUTES,
            )
        return found

    def query(self) -> str:
        """The question as a part of an address."""
        pairs = [("malli", self.template), *(("tehtava", quest) for quest in self.quests)]
        return urlencode([*pairs, ("kesto", str(self.minutes))])


def read(form: MultiDict[str, str], rules: Rules) -> Asked:
    """The question in a form or an address. What the journey does not know is passed over."""
    known = {NO_TEMPLATE, *(template.id for template in rules.journey.meetings)}
    template = form.get("malli", "")
    length = form.get("kesto", "60")
    is_usual = read_number(length) in LENGTHS
    return Asked(
        template=template if template in known else "",
        quests=tuple(dict.fromkeys(q for q in form.getlist("tehtava") if q in rules.quests)),
        length=length if is_usual else OTHER,
        other=form.get("muu", "" if is_usual or length == OTHER else length),
    )


def template_of(rules: Rules, asked: Asked) -> MeetingTemplate:
    """The template that is asked for, or a plain one for quests that were chosen one by one."""
    for template in rules.journey.meetings:
        if template.id == asked.template:
            return template
    return plain([rules.quests[name].quest.title for name in asked.quests])


def plain(titles: Sequence[str]) -> MeetingTemplate:
    """A meeting around any quests."""
    return MeetingTemplate(
        id=NO_TEMPLATE,
        title=", ".join(titles)[:110] or _("Tapaaminen"),
        goal=_("Osallistuja tekee yhden tehtävän ja tietää, mistä jatkaa."),
        minutes=60,
        needs=Needs(devices=(_("Laite jokaiselle tai parille."),)),
        way=Way.OWN,
        warm_up=WarmUp(
            text=_("Toivota jokainen tervetulleeksi. Kerro, että kaiken saa ohittaa ilman syytä."),
            question=_("Millä mielellä tulit tänään?"),
            minutes=5,
        ),
        choose=Choosing(
            text=_("Lue tehtävien nimet ääneen. Jokainen valitsee tai valitsette yhdessä."),
            minutes=5,
        ),
        do=Doing(
            text=_("Tehkää tehtävää yksin tai pareittain. Kierrä huoneessa ja auta pyydettäessä.")
        ),
        talk=Talk(
            questions=(_("Mikä toimi?"), _("Mikä oli vaikeaa?"), _("Mitä teet seuraavaksi?")),
            minutes=10,
        ),
        closing=Closing(question=_("Mitä otat mukaasi tästä päivästä?"), minutes=5),
    )
