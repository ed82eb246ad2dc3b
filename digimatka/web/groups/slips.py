"""Passports on paper: the slip of one's own, those of a group, a new one for one that got lost."""

import secrets
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, request
from markupsafe import Markup

from digimatka.core.group import Group
from digimatka.core.passport import Passport
from digimatka.core.staff import Role, Staff
from digimatka.usecases import accounts
from digimatka.usecases.slips import MOST_SLIPS, Batch, make_slips
from digimatka.web import qr
from digimatka.web.groups import led
from digimatka.web.guard import staff
from digimatka.web.numbers import number
from digimatka.web.respond import page, see
from digimatka.web.services import services

NONCE_CHARACTERS: Final = 22
blueprint = Blueprint("slips", __name__, url_prefix="/ohjaaja/ryhmat/<int:group>")


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on a slip. ``number``: that of its learner in the group, where it is for one."""

    words: tuple[str, ...]
    qr: Markup
    address: str
    number: int | None = None


def slip_of(passport: Passport, number: int | None = None) -> Slip:
    """A passport as a slip; the words stand in the code behind "#", where no log sees them."""
    base = services().settings.base_url or request.host_url.rstrip("/")
    link = f"{base}/jatka#{'-'.join(passport.phrase.split())}"
    return Slip(passport.words, qr.drawn(link), f"{base}/jatka".split("://", 1)[1], number)


def new_nonce() -> str:
    """What a form carries so that, sent twice, it makes the same words."""
    return secrets.token_urlsafe(16)


def sent_nonce() -> str | None:
    """The one that a form has sent, or None where it has lost it."""
    nonce = request.form.get("nonce", "")
    return nonce if len(nonce) == NONCE_CHARACTERS else None


@blueprint.get("/passit")
@staff(Role.FACILITATOR)
def order(who: Staff, group: int) -> Response:
    """How many slips to print."""
    found = led.led_now(who, group)
    return _order_page(who, found, new_nonce())


@blueprint.post("/passit")
@staff(Role.FACILITATOR)
def make(who: Staff, group: int) -> Response:
    """New learners with their slips, to be printed; the same form shows the same slips again."""
    found, own, nonce = led.led_now(who, group), services(), sent_nonce()
    if nonce is None:
        return see(led.address(group, "passit"))
    count = number("count")
    if count is None or not 1 <= count <= MOST_SLIPS:
        return _order_page(who, found, nonce, typed=request.form.get("count", ""))
    secret = own.settings.secret_key
    made = make_slips(own.store, Batch(group, nonce, count), secret, own.today())
    slips = [slip_of(one.passport, one.number) for one in made]
    return page("groups/slips.html", staff=who, group=found, slips=slips, lacks=count - len(made))


@blueprint.get("/jasen/<int:slip>/passi")
@staff(Role.FACILITATOR)
def offer(who: Staff, group: int, slip: int) -> Response:
    """Says what a new passport means before it is made."""
    found = led.led_now(who, group)
    person = led.person(found, slip)
    return page(
        "groups/renew.html", staff=who, group=found, one=person, nonce=new_nonce(), slip=None
    )


@blueprint.post("/jasen/<int:slip>/passi")
@staff(Role.FACILITATOR)
def renew(who: Staff, group: int, slip: int) -> Response:
    """A new passport for one who lost theirs, shown here and nowhere else."""
    found, own, nonce = led.led_now(who, group), services(), sent_nonce()
    person = led.person_meant(found, slip)
    if nonce is None:
        return see(led.address(group, "jasen", slip, "passi"))
    made = accounts.make_passport(own.store, person.learner_id, nonce, own.settings.secret_key)
    drawn = slip_of(made, person.slip)
    return page("groups/renew.html", staff=who, group=found, one=person, nonce=nonce, slip=drawn)


def _order_page(who: Staff, group: Group, nonce: str, *, typed: str | None = None) -> Response:
    """The form. With what was ``typed`` it is the answer to one that is no good number."""
    return page(
        "groups/order.html",
        200 if typed is None else 422,
        staff=who,
        group=group,
        nonce=nonce,
        typed=typed or "",
        is_wrong=typed is not None,
        most=MOST_SLIPS,
    )
