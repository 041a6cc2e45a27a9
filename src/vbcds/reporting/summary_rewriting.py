"""The optional rewriter: a language model that the user names polishes sentences, and nothing of their facts may change.

Off by default and never needed. A new wording is kept only where every figure, name, date and negation of the old one is still there and
none is new, where it adds no word of weight that neither the sentence nor its sources have, and where its length stays near; else the
original stays. Whatever the endpoint does (silence, errors, rubbish), the summary comes out.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from vbcds.errors import VbcdsError
from vbcds.lexicons.summary_words import load_summary_words
from vbcds.reporting.ranking import syllables
from vbcds.reporting.summary_check import figures, negations, proper_names, unsupported_figures
from vbcds.reporting.summary_values import Summary, SummarySentence

_PROMPT = (
    "Viết lại câu sau bằng văn phong hành chính tiếng Việt, ngắn gọn, đúng ngữ pháp. Giữ nguyên mọi số liệu, ngày tháng, tên cơ quan, tên "
    "riêng, từ phủ định. Không thêm thông tin. Chỉ trả về một câu."
)
#: Most bytes of an answer that are read; most of its length against the original's, and least.
_ANSWER, _LONGER, _SHORTER = 200_000, 1.5, 0.5
#: Share of an answer's syllables that the sentence and its sources may not have: words that join, not facts.
_NEW = 0.15
#: Failures in a row after which the endpoint is no longer asked.
_PATIENCE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriter:
    """An OpenAI-compatible endpoint: `url` is its base (".../v1") or the whole address of chat completions; `key` a bearer token."""

    url: str
    model: str
    key: str | None = None
    timeout: float = 30.0

    def address(self) -> str:
        """Where chat completions are asked for. Raises `VbcdsError` for what is no HTTP address."""
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise VbcdsError(f"Địa chỉ {self.url} không dùng được; cần http:// hoặc https://.")
        base = self.url.rstrip("/")
        return base if base.endswith("/chat/completions") else f"{base}/chat/completions"

    def rewrite(self, text: str) -> str:
        """The endpoint's wording of a sentence. Raises `OSError` or `ValueError` where it gives none."""
        body = {
            "model": self.model,
            "temperature": 0,
            "messages": [{"role": "system", "content": _PROMPT}, {"role": "user", "content": text}],
        }
        headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {self.key}"} if self.key else {})}
        request = urllib.request.Request(self.address(), data=json.dumps(body).encode(), headers=headers, method="POST")
        with urllib.request.urlopen(request, timeout=self.timeout) as answer:
            data = json.loads(answer.read(_ANSWER))
        try:
            content = data["choices"][0]["message"]["content"]
        except (KeyError, IndexError, TypeError) as error:
            raise ValueError("no content") from error
        if not isinstance(content, str):
            raise ValueError("no text")
        return " ".join(content.split()).strip().strip('"“”').strip()


@dataclass(frozen=True, slots=True)
class RewriteCount:
    """How many new wordings were kept, refused because facts changed, and not given."""

    kept: int
    refused: int
    failed: int


def rewrite_summary(summary: Summary, texts: Mapping[str, str], rewriter: Rewriter) -> tuple[Summary, RewriteCount]:
    """The summary with the sentences that could be polished; everything else stays as it is."""
    rewriter.address()
    kept = refused = failed = in_a_row = 0
    changed: dict[str, tuple[SummarySentence, ...]] = {}
    for section in ("highlights", "difficulties", "proposals", "plans"):
        sentences: list[SummarySentence] = []
        for sentence in getattr(summary, section):
            if in_a_row >= _PATIENCE or sentence.parts:  # the words of several stay theirs
                failed += not sentence.parts
                sentences.append(sentence)
                continue
            try:
                wording = rewriter.rewrite(sentence.text)
                in_a_row = 0
            except (OSError, ValueError, urllib.error.URLError):
                failed += 1
                in_a_row += 1
                sentences.append(sentence)
                continue
            sources = " ".join(texts.get(source.document, "")[source.start : source.end] for source in sentence.sources)
            polished = replace(sentence, text=wording)
            if keeps_facts(sentence.text, wording, sources) and unsupported_figures(polished, texts) == []:
                kept += wording != sentence.text
                sentences.append(polished)
            else:
                refused += 1
                sentences.append(sentence)
        changed[section] = tuple(sentences)
    polished_summary = replace(
        summary,
        highlights=changed["highlights"],
        difficulties=changed["difficulties"],
        proposals=changed["proposals"],
        plans=changed["plans"],
    )
    return polished_summary, RewriteCount(kept, refused, failed)


def keeps_facts(before: str, after: str, sources: str = "") -> bool:
    """Whether a new wording has exactly the figures, names, dates and negations of the old one and no word of weight of its own.

    >>> (
    ...     keeps_facts("Chưa có sóng tại 2 ấp.", "Hiện chưa có sóng tại 2 ấp."),
    ...     keeps_facts("Chưa có sóng tại 2 ấp.", "Đã có sóng tại 2 ấp."),
    ... )
    (True, False)
    """
    if not after or not _SHORTER <= len(after) / max(1, len(before)) <= _LONGER or "\n" in after:
        return False
    if Counter(figures(before)) != Counter(figures(after)) or Counter(negations(before)) != Counter(negations(after)):
        return False
    told, written = f" {' '.join(syllables(before))} ", f" {' '.join(syllables(after))} "
    for names, text in ((proper_names(before), written), (proper_names(after), told)):
        if any(f" {' '.join(syllables(name))} " not in text for name in names):
            return False
    known = {*syllables(before), *syllables(sources), *load_summary_words().empty, "hiện", "nay"}
    words = syllables(after)
    new = [word for word in words if word not in known]
    lost = [word for word in set(syllables(before)) - load_summary_words().common if word not in set(words)]
    return len(new) <= _NEW * len(words) and len(lost) <= 0.4 * len(set(syllables(before)))
