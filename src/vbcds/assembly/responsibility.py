"""Who answers for a task: the agency itself, one of the collective that was named, or who has taken over its work since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from vbcds.lexicons.agencies import entry_at
from vbcds.model.records import Agency
from vbcds.recognisers.agencies_resolution import successors_of
from vbcds.text.fold import key

#: Ids of collectives begin so.
COLLECTIVES = ("cac-", "so-nganh", "ubnd-cap-", "thu-truong")
#: Ids of the collectives of a province begin so, and those of their members.
_PROVINCIAL_GROUPS = ("cac-so", "so-nganh", "cac-co-quan", "cac-don-vi", "cac-nganh", "thu-truong")
_DEPARTMENTS = (
    "so-", "van-phong-ubnd-tinh", "thanh-tra", "ban-", "cong-an-tinh", "cong-an-thanh-pho", "bo-chi-huy", "thue-tinh",
        "thue-thanh-pho", "cuc-", "bao-hiem-xa-hoi", "kho-bac", "ngan-hang-nha-nuoc",
    "dai-phat-thanh", "bao-va-",
)  # fmt: skip
_COMMUNE = ("ubnd-xa", "ubnd-phuong", "ubnd-dac-khu")
_DISTRICTS = ("ubnd-huyen", "ubnd-thi-xa", "ubnd-thanh-pho", "ubnd-quan")
#: The ids of the committees of districts and communes begin so.
LOCAL_COMMITTEES = (*_COMMUNE, *_DISTRICTS)
_COMMUNE_GROUPS = (
    "ubnd-cap-xa",
    "ubnd-cac-xa",
    "cac-xa",
    "ubnd-cap-huyen",
    "ubnd-cac-huyen",
    "cac-huyen",
    "cac-dia-phuong",
    "ubnd-xa",
)

#: Names of collectives that take over.
_COLLECTIVES = {"ubnd-cap-xa": "Ủy ban nhân dân cấp xã"}


def agency_key(agency: Agency | None) -> str:
    """What tells an agency from others: its id, else its name as a key; empty for none."""
    return "" if agency is None else agency.id or key(agency.name)


def covers(assigned: Sequence[Agency], agency: Agency) -> bool:
    """Whether an agency is one of those assigned, one of a collective among them, or has taken over the work of one since.

    >>> group = Agency(raw="các sở, ban, ngành tỉnh", name="các sở, ban, ngành tỉnh", id="cac-so-ban-nganh-tinh")
    >>> covers((group,), Agency(raw="Sở Y tế", name="Sở Y tế", id="so-y-te"))
    True
    """
    return any(answers_for(agency_key(one), agency_key(agency)) for one in assigned)


@lru_cache(maxsize=4096)
def answers_for(assigned: str, own: str) -> bool:
    """The same for two `agency_key`s."""
    one, _, place = assigned.partition("@")
    mine, _, home = own.partition("@")
    if one == mine:
        return not (place and home) or place == home
    if one.startswith(_PROVINCIAL_GROUPS) and mine.startswith(_DEPARTMENTS):
        return True
    if one.startswith(_COMMUNE_GROUPS) and not place and mine.startswith(LOCAL_COMMITTEES):
        return True
    if own and not one.startswith("cac-"):
        today = date(2100, 1, 1)
        return mine in {id.partition("@")[0] for id in successors_of(assigned, on=today)}
    return False


def present_name(agency: Agency, on: date) -> str:
    """The name of who answers for an agency's tasks on a day: its successor's where it was merged or renamed, else its own.

    >>> present_name(Agency(raw="", name="Sở Kế hoạch và Đầu tư", id="so-ke-hoach-va-dau-tu"), date(2026, 5, 1))
    'Sở Tài chính'
    >>> present_name(Agency(raw="", name="Ủy ban nhân dân cấp huyện", id="ubnd-cap-huyen"), date(2026, 5, 1))
    'Ủy ban nhân dân cấp xã'
    """
    heirs = successors_of(agency.id, on=on) if agency.id else ()
    if not heirs or agency.id in heirs:
        return agency.name
    heir = entry_at(heirs[0], on)
    return heir.name if heir is not None else _COLLECTIVES.get(heirs[0], agency.name)
