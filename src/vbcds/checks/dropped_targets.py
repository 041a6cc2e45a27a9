"""Targets that a plan leaves out of those that the document which it implements sets for the same year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from vbcds.checks.dossier_view import IMPLEMENTING, DossierView
from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.targets import SAME, likeness, value_text
from vbcds.checks.view import short
from vbcds.lexicons.wordings import telling_words
from vbcds.model.records import CitationRecord, TargetRecord

#: How many of the basis's targets of a year a plan must take over before it is held to the others: so many, and such a share.
#: A plan for one field takes over few of them, and is to blame for none.
_TAKEN, _SHARE = 2, 0.5
#: So much of a target's wording in another target, or in a task, speaks of it.
_SPOKEN = 0.6


def _dropped(view: DossierView) -> Iterator[Problem]:
    for id, record in view.documents.items():
        own = [target for target in view.targets.get(id, ()) if target.due is not None]
        if record.genre not in IMPLEMENTING or not own:
            continue
        for base in view.bases(id):
            missing = _missing(view, id, own, base)
            if missing:
                yield _problem(view, id, base, missing)


def _missing(view: DossierView, id: str, own: list[TargetRecord], base: str) -> list[TargetRecord]:
    wanted: dict[int, list[TargetRecord]] = defaultdict(list)
    for target in view.targets.get(base, ()):
        if target.due is not None and not any(likeness(target, other)[0] >= SAME for other in wanted[target.due.year]):
            wanted[target.due.year].append(target)
    missing: list[TargetRecord] = []
    for year, targets in wanted.items():
        mine = [target for target in own if target.due is not None and target.due.year == year]
        taken = [target for target in targets if any(likeness(target, other)[0] >= SAME for other in mine)]
        if len(taken) < _TAKEN or len(taken) < _SHARE * len(targets):
            continue
        left = (target for target in targets if target not in taken and not view.measures_part(id, target))
        missing += [target for target in left if not _spoken_of(view, id, target)]
    return missing


def _spoken_of(view: DossierView, id: str, target: TargetRecord) -> bool:
    """Whether a target of any year, or a task, of the plan is about what the target measures."""
    words = telling_words(target.indicator)
    if not words:
        return True
    texts = [*(other.indicator for other in view.targets.get(id, ())), *(task.content for task in view.tasks.get(id, ()))]
    return any(len(words & telling_words(text)) >= _SPOKEN * len(words) for text in texts)


def _problem(view: DossierView, id: str, base: str, missing: list[TargetRecord]) -> Problem:
    names = "; ".join(f"“{short(target.indicator, 80)}” ({value_text(target)}, {_year(target)})" for target in missing[:3])
    more = f" và {len(missing) - 3} chỉ tiêu khác" if len(missing) > 3 else ""
    cited = _citation(view, id, base)
    return Problem(
        message=f"{view.name(id)} không có chỉ tiêu {names}{more} của {view.name(base)}.",
        evidence=(
            view.of(id, cited.raw, cited.source),
            *(view.of(base, target.raw, target.source) for target in missing),
        ),
    )


def _year(target: TargetRecord) -> str:
    return f"năm {target.due.year}" if target.due is not None else ""


def _citation(view: DossierView, id: str, base: str) -> CitationRecord:
    """Where the plan says that it implements the document, else where it first cites it."""
    cited = [citation for citation in view.citations[id] if view.meant(citation) == base]
    return next((citation for citation in cited if citation.relation == "implements"), cited[0])


_BASE = (
    "@decision\nII. MỤC TIÊU ĐẾN NĂM 2026\n- 70% hồ sơ thủ tục hành chính được xử lý trực tuyến toàn trình.\n"
    "- 80% người dân có hồ sơ sức khỏe điện tử.\n- 60% doanh nghiệp nhỏ và vừa sử dụng nền tảng số."
)
_PLAN = (
    "@plan\nThực hiện Quyết định số 412/QĐ-UBND ngày 12/3/2024 của Ủy ban nhân dân tỉnh Vĩnh Giang.\nII. MỤC TIÊU ĐẾN NĂM 2026\n"
    "- 75% hồ sơ thủ tục hành chính được xử lý trực tuyến toàn trình.\n"
)
_HEALTH = "- 80% người dân có hồ sơ sức khỏe điện tử."

add(
    Check(
        code="target-dropped",
        family="targets",
        severity="warning",
        explanation="Kế hoạch bỏ sót chỉ tiêu mà văn bản được thực hiện đặt ra cho cùng năm.",
        source="Nghị định 30/2020/NĐ-CP, Điều 11; nguyên tắc văn bản cấp dưới không trái văn bản cấp trên",
        fails=(f"{_BASE}\n=====\n{_PLAN}{_HEALTH}",),
        passes=(
            f"{_BASE}\n=====\n{_PLAN}",
            f"{_BASE}\n=====\n{_PLAN}{_HEALTH}\n- Tối thiểu 60% doanh nghiệp nhỏ và vừa trong tỉnh sử dụng nền tảng số.",
        ),
        on_dossier=_dropped,
    )
)
