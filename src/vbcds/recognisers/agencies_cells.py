"""The content of a lead or support cell (or of such a clause) split into agencies.

Known names are matched first, longest first; then the rest is split at ; , line ends, bullets and "và", "cùng", "phối hợp với". A comma
or "và" inside a name never splits. What is no known name stays whole, in the document's words.

    cell   = { separator | decoration } item { separator { decoration } item }
    item   = [ title ] ( name [ fields ] | group | words ) [ remark ]
    fields = ( "," | "và" ) field ...                 "Sở Tài chính, Nội vụ"
    remark = "(" ... ")" | "chủ trì" | "theo chức năng ..." | ...
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from vbcds.model.records import Agency
from vbcds.recognisers.agencies_groups import (
    GroupMatch,
    OfficeMatch,
    expand,
    fields_at,
    group_at,
    group_id,
    group_name,
    more_fields,
    office_at,
    office_name,
    quiet,
)
from vbcds.recognisers.agencies_names import NameMatch, View, name_at
from vbcds.recognisers.agencies_places import UPPER, group_words, proper_end
from vbcds.recognisers.agencies_scan import STOP, CellScan, determined, starts
from vbcds.text.fold import modern_tones
from vbcds.text.normalise import canonical

#: Longer cells are cut off: a list of agencies is never so long, and the work stays bounded.
LIMIT = 20_000

_FOOTNOTE = re.compile(r"(?<=\w)[¹²³⁰⁴-⁹]+|(?<=\w) ?(?:\(\d{1,2}\)|\[\d{1,2}\])|\*+")
_COMMA = re.compile(r" ?, ?(?:và )?| và ")
_FIRST_LEVEL = re.compile(r" (huyện|thị xã|thành phố|quận|xã|phường|thị trấn|tỉnh) ")
_NAMED_LEVEL = re.compile(r"(?:huyện|thị xã|thành phố|tp\.?|tx\.?|quận|xã|phường|thị trấn|tỉnh) ?(?=\S)")
# in folded text, tones stand on the first vowel of every syllable: "đòan"
_SHARED_HEAD = re.compile(
    r"(?:các |những |\d{1,2} )(vụ|cục|chi cục|tổng cục|phòng|ban|trung tâm|trường|viện|bệnh viện|công ty|tập đòan|hội|hiệp hội) ?: ?(?=\w)"
)
_EMBASSY = re.compile(r"(?:các )?đại sứ quán(?: các nước)?(?: ?: ?| )(?=\S)")
_DITTO = re.compile(r"[\s\"'“”,-]*(?:nt|n\.t|như trên|như tr)?[\s\"'“”.,-]*", re.IGNORECASE)
_MANY = re.compile(r"(?:Các|Một số|Những|Tất cả)\s")
_DASH = re.compile(r"\s[-–]\s")
_NAMED = re.compile(rf"[{UPPER}]")


@lru_cache(maxsize=16384)
def parse_agencies(text: str) -> tuple[Agency, ...]:
    """The agencies that a cell or clause names, in its order, each name once. Total: any text gives a (perhaps empty) tuple.

    A ditto mark ("nt", "Như trên") names nobody: its row is the caller's business.

    >>> [agency.name for agency in parse_agencies("Sở TT&TT và các doanh nghiệp viễn thông")]
    ['Sở Thông tin và Truyền thông', 'các doanh nghiệp viễn thông']
    >>> [agency.name for agency in parse_agencies("Sở, ngành tỉnh và UBND cấp huyện")]
    ['sở, ngành tỉnh', 'Ủy ban nhân dân cấp huyện']
    """
    cleaned = _FOOTNOTE.sub("", canonical(text[:LIMIT]))
    if _DITTO.fullmatch(cleaned) or not any(char.isalpha() for char in cleaned):
        return ()
    found: dict[str, Agency] = {}
    for agency in _Cell(cleaned).agencies():
        found.setdefault(agency.name, agency)
    return tuple(found.values())


@lru_cache(maxsize=16384)
def parse_agency(text: str) -> Agency:
    """One agency as written: `raw` is the text itself, `name` canonical, `id` None where the registry does not know it.

    A title that only heads an agency is dropped ("Giám đốc Sở Y tế" is "Sở Y tế"); the chairman of a People's Committee, who acts
    under his own name, stays. Spelling by Nghị định 30/2020/NĐ-CP, Phụ lục II.

    >>> parse_agency("UBND TP. Tây Ninh")
    Agency(raw='UBND TP. Tây Ninh', name='Ủy ban nhân dân thành phố Tây Ninh', id='ubnd-thanh-pho@thanh-pho-tay-ninh')
    >>> parse_agency("Tổ biên tập Đề án"), parse_agency("Bộ Khoa học, Công nghệ").name
    (Agency(raw='Tổ biên tập Đề án', name='Tổ biên tập Đề án', id=None), 'Bộ Khoa học và Công nghệ')
    """
    cleaned = " ".join(_FOOTNOTE.sub("", canonical(text[:LIMIT])).split())
    cell = _Cell(cleaned)
    start = cell.skip(0)
    items, end = cell.item(start) if start < len(cleaned) else ([], start)
    if len(items) == 1 and cell.remark(end) >= len(cleaned.rstrip(" .,;:")):
        return replace(items[0], raw=text)
    name = _joint_name(text) or _unknown_name(cleaned.strip(" .,;:-–"))
    return Agency(raw=text, name=name or text, id=group_id(name))


def _joint_name(text: str) -> str:
    """The canonical name of several known bodies that issue together ("BỘ TÀI CHÍNH - BỘ TƯ PHÁP"); "" for anything else."""
    agencies = parse_agencies(text)
    if len(agencies) < 2 or any(agency.id is None for agency in agencies):
        return ""
    if _DASH.search(text):
        return " - ".join(agency.name for agency in agencies)
    return ", ".join(agency.name for agency in agencies[:-1]) + f" và {agencies[-1].name}"


class _Cell(CellScan):
    """A cell on its way from left to right."""

    def agencies(self) -> list[Agency]:
        found: list[Agency] = []
        pos = self.skip(0)
        while pos < len(self.text):
            items, end = self.item(pos)
            found += items
            pos = self.skip(self.remark(max(end, pos + 1)))
        return found

    def item(self, pos: int) -> tuple[list[Agency], int]:
        """The agencies of one item and its end."""
        office = office_at(self.view, pos) if name_at(self.view, pos) is None else None
        begin = office.agency if office else pos
        listed = fields_at(self.view, begin)
        if listed:
            return [self._agency(match, match.start) for match in listed], listed[-1].end
        shared = self._shared_head(begin)
        if shared:
            return shared
        name = name_at(self.view, begin)
        if name is not None:
            return self._known(pos, office, name)
        group = group_at(self.view, begin)
        if group is not None:
            end = self.extent(group.end, grouped=True)
            group = replace(group, end=end, name=self._group_name(group, end))
            title, id = (
                office_name(office, group.name, group_id(group.name), many=True) if office else (group.name, group_id(group.name))
            )
            return [Agency(raw=self.text[pos:end], name=title, id=id or group_id(title))], end
        embassies = self._embassies(pos)
        if embassies:
            return embassies
        end = self.extent(pos, grouped=bool(determined().match(self.low, pos)))
        raw = self.text[pos:end].strip(" .,;:-–")
        name_ = _unknown_name(raw)
        return ([Agency(raw=raw, name=name_, id=group_id(name_))] if any(c.isalpha() for c in raw) else []), max(end, pos + 1)

    def _known(self, pos: int, office: OfficeMatch | None, name: NameMatch) -> tuple[list[Agency], int]:
        end = name.end
        if name.collective:
            end = self.extent(end, grouped=True)
            words = group_words(expand(self.text[name.end : end]))
            if words:
                name = replace(
                    name, end=end, name=f"{name.name}{words}" if words.startswith(",") else f"{name.name} {words.strip()}"
                )
        else:
            rest = self.rest(end)
            if rest > end:  # the name goes on in words that the registry does not know
                raw = self.text[pos:rest].strip()
                words = modern_tones(expand(" ".join(self.text[end:rest].split())))
                return [Agency(raw=raw, name=f"{name.name} {words}", id=None)], rest
        if office is not None:
            title, id = office_name(office, name.name, name.id, many=False)
            name = replace(name, name=title, id=id or "")
        found = [self._agency(name, pos)]
        for more in (more_fields(self.view, name), self._more_places(name)):
            if more:
                return found + [self._agency(match, match.start) for match in more], more[-1].end
        return found, end

    def _agency(self, match: NameMatch, start: int) -> Agency:
        id = (group_id(match.name) or match.id) if match.collective else match.id
        return Agency(raw=self.text[start : match.end].strip(), name=match.name, id=id or None)

    def _more_places(self, first: NameMatch) -> list[NameMatch]:
        """Places that go on after a body of a place: "UBND huyện Châu Thành, Tân Châu và thị xã Hòa Thành"."""
        found: list[NameMatch] = []
        if "@" not in first.id or not first.entry.tail.startswith("cấp"):
            return found
        level = _FIRST_LEVEL.match(first.name.removeprefix(first.entry.name))
        end = first.end
        while level and (comma := _COMMA.match(self.low, end)):
            here = comma.end()
            named = _NAMED_LEVEL.match(self.low, here)
            if name_at(self.view, here) or (
                named is None and (starts().match(self.low, here) or not _NAMED.match(self.text, here))
            ):
                break
            words = self.text[here:] if named else f"{level[1]} {self.text[here:]}"
            view = View(f"UBND {words[:200]}")
            match = name_at(view, 0)
            if match is None or "@" not in match.id or match.collective:
                break
            end = here + match.end - 5 - (0 if named else len(level[1]) + 1)
            name = match.name.replace("Ủy ban nhân dân", first.entry.name, 1)
            found.append(replace(first, start=here, end=end, name=name, id=match.id.replace("ubnd", first.entry.id, 1)))
        return found

    def _shared_head(self, pos: int) -> tuple[list[Agency], int] | None:
        """Bodies that the registry need not know under one head word and a colon: "Các Vụ: Pháp chế, Tổ chức cán bộ"."""
        match = _SHARED_HEAD.match(self.low, pos)
        if match is None or not _NAMED.match(self.text, match.end()):
            return None
        head = self.text[match.start(1)].upper() + self.text[match.start(1) + 1 : match.end(1)].lower()
        found: list[Agency] = []
        end = here = match.end()
        while _NAMED.match(self.text, here) and not (found and self._other_head(here)):
            cut = STOP.search(self.text, here)
            while cut and cut[0].strip().lower() == "và" and not cut.end() >= len(self.text) and not self._is_item(here, cut.end()):
                cut = STOP.search(self.text, cut.end())
            end = cut.start() if cut else len(self.text.rstrip(" ."))
            raw = self.text[here:end].strip()
            known = name_at(self.view, here)
            name = known.name if known and known.end >= end else f"{head} {modern_tones(expand(raw))}"
            found.append(Agency(raw=raw, name=name, id=known.id if known and known.end >= end else None))
            comma = _COMMA.match(self.low, end)
            if comma is None:
                break
            here = comma.end()
        return found, end

    def _other_head(self, pos: int) -> bool:
        """Whether a body with a head of its own begins; "Tổ chức cán bộ" is a field."""
        return starts().match(self.low, pos) is not None and not self.low.startswith("tổ chức ", pos)

    def _is_item(self, start: int, pos: int) -> bool:
        """Whether "và" before `pos` joins two items and not two words of one: the list has a comma already, or something begins."""
        return self.begins(self.skip_spaces(pos)) or "," in self.text[max(0, start - 40) : start]

    def _embassies(self, pos: int) -> tuple[list[Agency], int] | None:
        """ "Đại sứ quán các nước: Trung Quốc, Ấn Độ" names an embassy for each country."""
        match = _EMBASSY.match(self.low, pos)
        if match is None or not _NAMED.match(self.text, match.end()) or (":" not in match[0] and "các" not in match[0]):
            return None
        found: list[Agency] = []
        end = here = match.end()
        while _NAMED.match(self.text, here) and not self.view.hits.get(here):
            stop = proper_end(self.text, self.low, here, self.view.hits)
            if self.low.startswith((" liên bang", " nhân dân", " dân chủ"), stop):
                stop = proper_end(self.text, self.low, self.text.find(" ", stop + 1 + 5), self.view.hits) or stop
            cut = STOP.search(self.text, here)
            stop = cut.start() if cut else len(self.text.rstrip(" ."))
            name = self.text[here:stop].strip()
            found.append(Agency(raw=name, name=f"Đại sứ quán {modern_tones(name)}", id=None))
            end = stop
            comma = _COMMA.match(self.low, stop)
            if comma is None:
                break
            here = comma.end()
        return (found, end) if found else None

    def _group_name(self, group: GroupMatch, end: int) -> str:
        if end <= group.end:
            return group.name
        return group_name(self.text[group.start : group.nouns_end], self.text[group.nouns_end : end])


def _unknown_name(raw: str) -> str:
    """A name that the registry does not have: abbreviations of bodies in full, tones on the main vowel, no shouting."""
    text = " ".join(raw.split())
    if len(text) > 12 and text.upper() == text and " " in text:
        text = quiet(text)
    else:
        text = expand(text)
    if _MANY.match(text):
        text = text[0].lower() + text[1:]
    return modern_tones(text)
