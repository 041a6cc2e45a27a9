"""Clusters of texts on one matter: read from a folder, or made up from a seed.

A folder has one folder a cluster, itself or in a folder `clusters`; in it, at any depth, stand text files (a sentence a line, or running
text; words may be joined by underscores):

- reference summaries: `*.ref.txt`, `*.ref1.txt`, `*.gold.txt`, `*.gold1.txt`, or anything under `references/` or `reference/`; where the
  folder parts them (`original/<cluster>/...`, `summary/<cluster>/...`), all files on the side of the summaries;
- documents: `*.body.txt` where there are any, else every other `.txt` (of one with a line `Content:`, what follows it);
- not read: `*.info.txt`, `*.sum.txt`, `*.s3.txt` (what is known about a document, what a machine wrote, labels), and of a file that stands
  there segmented as well (`*.tok.txt`) the segmented copy.

The made-up clusters are news of invented events: every fact has a weight; documents tell facts in their own words,
the weighty ones mostly first; references tell the weightiest. They show that code works, not how well it does on real news.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vbcds.reporting.text_summary import split_sentences


@dataclass(frozen=True, slots=True)
class Cluster:
    """Documents as lists of sentences, and reference summaries."""

    name: str
    documents: tuple[tuple[str, ...], ...]
    references: tuple[str, ...]


_REFERENCE = re.compile(r"\.(?:ref|gold)\d*(?:\.tok)?\.txt$")
_NEITHER = re.compile(r"\.(?:info|sum|s3)(?:\.tok)?\.txt$")


def read_clusters(folder: Path) -> Iterator[Cluster]:
    """The clusters of a folder, by name (`cluster_2` before `cluster_10`). A folder without documents or references is passed over."""
    documents_in = next((folder / name for name in ("original", "clusters") if (folder / name).is_dir()), folder)
    places = [path for path in documents_in.iterdir() if path.is_dir()]
    for place in sorted(places, key=lambda path: [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", path.name)]):
        files = _plain(sorted(path for path in place.rglob("*.txt") if not _NEITHER.search(path.name)))
        references = [path for path in files if _REFERENCE.search(path.name) or path.parent.name in ("reference", "references")]
        documents = [path for path in files if path not in references]
        documents = [path for path in documents if ".body." in path.name] or documents
        references += _plain(sorted((folder / "summary" / place.name).glob("*.txt")))
        if documents and references:
            yield Cluster(
                place.name,
                tuple(tuple(split_sentences(_text(path))) for path in documents),
                tuple(_text(path).replace("_", " ") for path in references),
            )


def _plain(files: Sequence[Path]) -> list[Path]:
    """The files without the segmented copies of those that stand there unsegmented."""
    names = set(files)
    return [path for path in files if not path.name.endswith(".tok.txt") or path.with_name(path.name[:-8] + ".txt") not in names]


def _text(path: Path) -> str:
    text = path.read_text("utf-8-sig", errors="replace")
    return re.split(r"^Content:", text, maxsplit=1, flags=re.MULTILINE)[-1]


_WHERE = ("xã Tân Lộc", "phường An Hòa", "huyện đảo Bắc Sa", "khu công nghiệp Đông Phú", "cảng cá Mỹ Thuận", "thị trấn Vân Sơn")
_WHAT = ("vụ cháy kho hàng", "trận mưa lũ", "lễ khánh thành cầu", "đợt nắng nóng", "vụ sạt lở đất", "hội chợ nông sản")
_FACTS = (
    ("{n} người dân được đưa đến nơi an toàn", "lực lượng chức năng đã sơ tán {n} người dân"),
    ("thiệt hại ước tính khoảng {n} tỷ đồng", "tổng giá trị thiệt hại vào khoảng {n} tỷ đồng"),
    ("{n} chiến sĩ tham gia ứng cứu tại hiện trường", "có {n} chiến sĩ được huy động đến hiện trường"),
    ("giao thông qua khu vực bị gián đoạn {n} giờ", "tuyến đường đi qua khu vực ách tắc suốt {n} giờ"),
    ("chủ tịch tỉnh yêu cầu khắc phục trong {n} ngày", "tỉnh đặt thời hạn {n} ngày để khắc phục xong hậu quả"),
    ("{n} hộ kinh doanh phải tạm dừng buôn bán", "việc buôn bán của {n} hộ kinh doanh phải tạm dừng"),
    ("nguyên nhân ban đầu được xác định sau {n} giờ điều tra", "sau {n} giờ điều tra đã có kết luận ban đầu về nguyên nhân"),
    ("{n} đoàn cứu trợ từ các tỉnh lân cận đã lên đường", "các tỉnh lân cận cử {n} đoàn cứu trợ"),
)
_FILLERS = (
    "một người bán hàng gần đó kể lại buổi sáng rất bình thường", "khu vực này vốn nổi tiếng với món bún cá",
    "nhiều người dừng xe chụp ảnh rồi đăng lên mạng xã hội", "phóng viên có mặt từ sớm để ghi nhận", "trời về chiều nhiều mây và se lạnh",
)  # fmt: skip


def make_clusters(count: int = 200, seed: int = 7) -> Iterator[Cluster]:
    """Made-up clusters, always the same for a seed."""
    dice = random.Random(seed)
    for number in range(count):
        where, what = dice.choice(_WHERE), dice.choice(_WHAT)
        facts = [(tuple(form.format(n=dice.randint(3, 900)) for form in (pair[0],)), pair) for pair in dice.sample(_FACTS, 7)]
        told = [tuple(form.format(n=_number(first[0])) for form in pair) for first, pair in facts]
        head = (
            f"Ngày {dice.randint(1, 28)}/{dice.randint(1, 12)}, {what} xảy ra tại {where}.",
            f"{what.capitalize()} tại {where} khiến nhiều người quan tâm.",
        )
        documents = []
        for _ in range(dice.randint(2, 5)):
            order = sorted(range(len(told)), key=lambda at: at + dice.gauss(0, 1.6))
            order = order[: dice.randint(4, 7)]
            body = [dice.choice(told[at]).capitalize() + "." for at in order]
            for _ in range(dice.randint(1, 4)):
                body.insert(dice.randint(1, len(body)), dice.choice(_FILLERS).capitalize() + ".")
            documents.append((dice.choice(head), *body))
        references = tuple(
            " ".join([dice.choice(head), *(dice.choice(told[at]).capitalize() + "." for at in range(4))]) for _ in range(2)
        )
        yield Cluster(f"{number:03d}", tuple(documents), references)


def make_lead_heavy_clusters(count: int = 200, seed: int = 11) -> Iterator[Cluster]:
    """Made-up clusters in which, as in much real news, texts share little wording and references keep mostly what stands first: sentences
    are drawn from a vocabulary of invented words with a long tail; a third of the facts is told by two texts, in part in the same words.
    The texts stand in no order: which of two took its words from the other cannot be seen."""
    dice = random.Random(seed)
    onsets, rimes = (
        ["b", "c", "d", "g", "h", "kh", "l", "m", "n", "nh", "ph", "s", "t", "th", "tr", "v", "x"],
        ["a", "an", "ang", "anh", "ao", "ay", "e", "em", "ich", "iên", "in", "o", "oi", "ong", "u", "uôn", "ương", "ưa"],
    )
    words = [onset + rime for onset in onsets for rime in rimes]
    weights = [1 / (rank + 8) for rank in range(len(words))]
    for number in range(count):
        topic = dice.sample(words, 30)

        def sentence(topic: list[str] = topic) -> list[str]:
            return [
                dice.choice(topic) if dice.random() < 0.3 else dice.choices(words, weights)[0] for _ in range(dice.randint(14, 38))
            ]

        texts: list[list[list[str]]] = [[sentence() for _ in range(dice.randint(7, 16))] for _ in range(dice.randint(2, 5))]
        worth = {(d, s): 2.718 ** (-0.3 * s) for d, text in enumerate(texts) for s in range(len(text))}
        for d, text in enumerate(texts[1:], 1):
            for s in range(len(text)):
                if dice.random() < 0.33:
                    other = dice.randrange(d)
                    at = min(max(0, s + dice.randint(-2, 2)), len(texts[other]) - 1)
                    told = texts[other][at]
                    cut = dice.randint(len(told) // 3, len(told))
                    text[s] = told[:cut] + sentence()[: len(told) - cut]
                    worth[other, at] *= 1.5
                    worth[d, s] *= 0.6
        references = []
        for _ in range(2):
            ranked = sorted(worth, key=lambda key: -worth[key] * dice.lognormvariate(0, 0.45))[: max(3, len(worth) // 4)]
            kept = [
                [word for word in texts[d][s] if dice.random() > 0.12] for d, s in sorted(ranked, key=lambda key: (key[1], key[0]))
            ]
            references.append(" ".join(" ".join(words_kept).capitalize() + "." for words_kept in kept))
        dice.shuffle(texts)
        documents = tuple(tuple(" ".join(told).capitalize() + "." for told in text) for text in texts)
        yield Cluster(f"lead-{number:03d}", documents, tuple(references))


def _number(text: str) -> str:
    return next(word for word in text.split() if word.isdigit())
