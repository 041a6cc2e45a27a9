"""What an agency's name meant on a day, and what has become of it since.

The reorganisation of 2025: Nghị quyết 176/2025/QH15 (ministries, 1 March), Nghị định 45/2025/NĐ-CP (departments), Nghị quyết
202/2025/QH15 (provinces, 1 July) and Luật Tổ chức chính quyền địa phương 72/2025/QH15 (no districts since 1 July).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vbcds.lexicons.agencies import AgencyEntry, entry_at, load_agencies, predecessors
from vbcds.lexicons.places import find_province, load_provinces, province_at, successors_of_province
from vbcds.model.records import Agency
from vbcds.recognisers.agencies_cells import parse_agency

#: The last day of the district level.
DISTRICTS_END = date(2025, 6, 30)
_DISTRICT = ("huyen", "quan", "thi-xa", "thi-tran", "cap-huyen")
_PROVINCIAL = ("tinh", "thanh-pho")
_DISTRICT_GROUPS = ("cac-huyen", "cac-quan")
_ALWAYS = date(9999, 12, 31)
#: Provincial offices that ended though a body of that name lives on: (entry, level) -> last day and what took over. The tax departments of
#: the provinces became regional offices (Nghị định 29/2025/NĐ-CP) and, since 1 July 2025, "Thuế tỉnh"; "Cục Thuế" is now the central one.
_REORGANISED = {("cuc-thue", level): (date(2025, 2, 28), "thue") for level in ("tinh", "thanh-pho")}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedAgency:
    """An agency during the time that a name meant on a day."""

    #: As `parse_agency` gives it; the id has the province where the caller knew it.
    agency: Agency
    #: First and last day of this time; None: before the records begin, or to this day.
    valid_from: date | None
    valid_to: date | None
    #: Ids of the agencies that it came from, and that took over its work when this time ended; the main one first.
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    #: The day that was asked for.
    as_of: date | None = None
    #: Decree or resolution that the entry rests on.
    source: str = ""

    def valid_on(self, day: date) -> bool:
        """Whether it existed in this form on that day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or _ALWAYS)


def resolve_agency(text: str, *, on: date | None = None, province: str | None = None) -> ResolvedAgency | None:
    """The agency that a name means on a day, or None where the registry does not know it.

    `on` chooses among the times of an agency; without it, the latest one. An agency that ended before `on` is given with its last
    time (`valid_to` lies before `on`): the name is outdated, and `successors` says what took its place. `province`, a name or an id,
    places a provincial body whose name says no place.

    >>> old = resolve_agency("Sở TT&TT", on=date(2021, 3, 29), province="Tây Ninh")
    >>> old.agency.id, old.valid_to.isoformat(), old.successors
    ('so-thong-tin-va-truyen-thong@tinh-tay-ninh', '2025-02-28', ('so-khoa-hoc-va-cong-nghe@tinh-tay-ninh',))
    >>> resolve_agency("Bộ Khoa học và Công nghệ", on=date(2024, 1, 1)).valid_to.isoformat()
    '2025-02-28'
    """
    agency = parse_agency(text)
    if agency.id is None:
        return None
    base, _, place = agency.id.partition("@")
    entry, level = _entry(base)
    if entry is None:  # a group
        last = DISTRICTS_END if base.startswith(_DISTRICT_GROUPS) else None
        return ResolvedAgency(agency=agency, valid_from=None, valid_to=last, as_of=on)
    if not place and province and entry.tail and level in ("", *_PROVINCIAL):
        known = find_province(province, on=on) or next((row for row in load_provinces() if row.id == province), None)
        if known is not None:
            place = known.id
            agency = Agency(raw=agency.raw, name=agency.name, id=f"{base}@{place}")
    row = _row(entry.id, on) or entry
    first, last = row.valid_from, row.valid_to
    ends = [day for day in (last, _level_end(base, level, place), _place_end(place, on)) if day is not None]
    last = min(ends, default=None)
    begins = _place_begin(place, on)
    if begins is not None and (first is None or begins > first):
        first = begins
    following = _next(base, level, place, last) if last is not None else ()
    earlier = tuple(
        f"{id}@{place}" if place else id for id, end in predecessors(row.id) if row.valid_from is None or end < row.valid_from
    )
    return ResolvedAgency(
        agency=agency,
        valid_from=first,
        valid_to=last,
        predecessors=earlier if row.valid_from is not None else (),
        successors=following,
        as_of=on,
        source=row.source,
    )


def successors_of(id: str, *, on: date) -> tuple[str, ...]:
    """The ids of the agencies that do on a day what the agency of that id did; its own id where it still exists. Follows every step.

    An id that the registry does not know gives an empty tuple.

    >>> successors_of("so-thong-tin-va-truyen-thong@tinh-long-an", on=date(2025, 12, 1))
    ('so-khoa-hoc-va-cong-nghe@tinh-tay-ninh',)
    >>> successors_of("bo-buu-chinh-vien-thong", on=date(2010, 1, 1))
    ('bo-thong-tin-va-truyen-thong',)
    """
    found: dict[str, None] = {}
    seen: set[str] = set()
    todo = [id]
    while todo:
        current = todo.pop(0)
        if current in seen:
            continue
        seen.add(current)
        base, _, place = current.partition("@")
        entry, level = _entry(base)
        if entry is None:
            continue
        last = min(
            (day for day in (_last(entry.id, on), _level_end(base, level, place), _place_end(place, on)) if day), default=None
        )
        if last is None or last >= on:
            found[current] = None
        else:
            todo.extend(_next(base, level, place, last))
    return tuple(found)


def _entry(base: str) -> tuple[AgencyEntry | None, str]:
    """The entry of an id without its place, and the level that the id adds to it: "ubnd-tinh" is "ubnd" and "tinh"."""
    table = load_agencies().by_id
    id = base
    while id:
        if id in table:
            return table[id][-1], base[len(id) + 1 :]
        id = id.rpartition("-")[0]
    return None, ""


def _row(id: str, on: date | None) -> AgencyEntry | None:
    """The time of an agency on a day; the last one before the day where it is over, the first one where it is still to come."""
    row = entry_at(id, on)
    if row is not None or on is None:
        return row
    times = load_agencies().by_id.get(id, ())
    past = [time for time in times if time.valid_to is not None and time.valid_to < on]
    return max(past, key=lambda time: time.valid_to or date.min) if past else (times[0] if times else None)


def _last(id: str, on: date) -> date | None:
    """The last day of an agency, its later times included; None where it still exists on the day."""
    if entry_at(id, on) is not None:
        return None
    row = _row(id, on)
    return row.valid_to if row else None


def _level_end(base: str, level: str, place: str) -> date | None:
    """The end of a body of the district level: cities inside a province are of it, too."""
    if level in _DISTRICT or level.startswith((*_DISTRICT_GROUPS, "huyen-", "quan-")):
        return DISTRICTS_END
    if (base.removesuffix(f"-{level}"), level) in _REORGANISED:
        return _REORGANISED[base.removesuffix(f"-{level}"), level][0]
    local = (
        place.startswith("thanh-pho-") and next((True for row in load_provinces() if row.id == place.split(".")[0]), False) is False
    )
    return DISTRICTS_END if level == "thanh-pho" and local else None


def _place_end(place: str, on: date | None) -> date | None:
    """The end of the province at a day; None where it still is, or is no province."""
    rows = [row for row in load_provinces() if row.id == place]
    if not rows:
        return None
    if on is None:
        return None if any(row.valid_to is None for row in rows) else max(row.valid_to for row in rows if row.valid_to)
    row = province_at(place, on)
    if row is not None:
        return row.valid_to
    past = [row.valid_to for row in rows if row.valid_to is not None and row.valid_to < on]
    return max(past, default=None)


def _place_begin(place: str, on: date | None) -> date | None:
    if on is not None:
        row = province_at(place, on)
        return row.valid_from if row else None
    return next((row.valid_from for row in load_provinces() if row.id == place and row.valid_to is None), None)


def _next(base: str, level: str, place: str, last: date) -> tuple[str, ...]:
    """What takes over on the day after the last one."""
    entry, level = _entry(base)
    if entry is None:
        return ()
    day = date.fromordinal(last.toordinal() + 1)
    if (entry.id, level) in _REORGANISED:
        return (_id(_REORGANISED[entry.id, level][1], level, place),)
    if _level_end(base, level, place) == last:
        return ("ubnd-cap-xa",) if entry.id == "ubnd" else ()
    row = _row(entry.id, last)
    bases = row.successors if row and row.valid_to == last else (entry.id,)
    places = successors_of_province(place, on=day) if place else ()
    if not places:
        return tuple(_id(name, level, place) for name in bases)
    return tuple(_id(name, level, where) for name in bases for where in places)


def _id(base: str, level: str, place: str) -> str:
    entry, _ = _entry(base)
    if level in _PROVINCIAL and entry is not None and entry.tail.startswith("nơi"):
        level = ""
    if level in _PROVINCIAL and place.startswith(("tinh-", "thanh-pho-")):
        level = "tinh" if place.startswith("tinh-") else "thanh-pho"
    base = f"{base}-{level}" if level else base
    return f"{base}@{place}" if place else base
