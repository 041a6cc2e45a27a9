"""The page on which a person corrects what was recognised: each doubtful line beside its picture, the least sure first.

One file that stands alone: pictures, style and script are inside, nothing is fetched, and all text of documents stays text. What the person
types is saved by the browser as a file of corrections (`vbcds.model.review`), with those of earlier times.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from string import Template

from vbcds.model.review import FORMAT, VERSION, Correction, DoubtfulLine, to_file
from vbcds.reporting.render.pages import load_template, policy
from vbcds.text.embedding import escape_json

#: Lines on one page, at most.
_MOST = 1500
#: A word under this confidence is marked.
_MARKED = 0.6


def render_review(lines: Sequence[DoubtfulLine], corrections: Sequence[Correction] = (), missing: Sequence[str] = ()) -> str:
    """The page for some doubtful lines; `corrections` are those made before, `missing` the files that could not be looked at."""
    ordered = sorted(lines, key=lambda line: (line.confidence, line.path, line.page, line.bbox[1]))
    shown = ordered[:_MOST]
    script = load_template("review.js")
    paths = sorted({line.path for line in shown})
    notes = [f"Còn {len(ordered) - len(shown)} dòng ít đáng ngờ hơn không hiện ở đây."] if len(ordered) > len(shown) else []
    notes += [f"Không xem lại được tệp {path}." for path in missing]
    return Template(load_template("review.html")).substitute(
        policy=escape(policy(script, images=True)),
        css=load_template("review.css"),
        script=script,
        count=str(len(shown)),
        documents="".join(f'<option value="{escape(path)}">{escape(path)}</option>' for path in paths),
        notes="".join(f"<p>{escape(note)}</p>" for note in notes),
        lines="".join(_line(number, line) for number, line in enumerate(shown, 1)) or "<li>Không có dòng nào đáng ngờ.</li>",
        data=escape_json({"format": FORMAT, "version": VERSION, "earlier": to_file(corrections)["corrections"]}),
    )


def _line(number: int, line: DoubtfulLine) -> str:
    words = " ".join(
        f'<mark title="{sure:.0%}">{escape(word)}</mark>' if sure < _MARKED else escape(word) for word, sure in line.words
    )
    box = " ".join(f"{value:.2f}" for value in line.bbox)
    picture = (
        f'<img alt="Ảnh dòng {number}" src="data:image/png;base64,{base64.b64encode(line.image).decode()}">'
        if line.image
        else "<em>Không có ảnh</em>"
    )
    return (
        f'<li data-document="{escape(line.document)}" data-path="{escape(line.path)}" data-page="{line.page}" data-bbox="{box}" '
        f'data-read="{escape(line.read)}"><p class="where">{escape(line.path)}, trang {line.page}, độ tin cậy {line.confidence:.0%}</p>'
        f'<div class="shot">{picture}</div><p class="read">{words}</p>'
        f'<label><span class="hidden">Chữ đúng của dòng {number}</span><input type="text" value="{escape(line.read)}" spellcheck="false" '
        f'autocomplete="off"></label><button type="button" class="right">Đúng như đã đọc</button></li>'
    )
