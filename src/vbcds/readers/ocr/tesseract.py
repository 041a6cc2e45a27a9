"""Tesseract as a program of the system: processes of one thread that stay, or one for each call where the system has no such."""

from __future__ import annotations

import html
import io
import os
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from vbcds.readers.ocr.engine import Layout, OcrWord, RecognitionError
from vbcds.readers.ocr.images import Pixels, to_image
from vbcds.readers.ocr.resident import DiedError, Reader, can_stay, readers

_MODES: dict[Layout, str] = {"page": "3", "block": "6", "line": "7", "figures": "7"}
_PAGE = re.compile(r"<div class='ocr_page'")
_ELEMENT = re.compile(
    r"<span class='(ocr_line|ocr_caption|ocr_textfloat|ocr_header|ocrx_word)'[^>]{0,200}? title=[\"']([^\"'>]{0,400})[\"'][^>]{0,100}>"
)
_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASELINE = re.compile(r"baseline (-?[\d.e-]+) (-?[\d.e-]+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_CONFIDENCE = re.compile(r"x_wconf (\d+)")
_CHARACTER = re.compile(r"<span class='ocrx_cinfo'[^>]{0,80}? x_conf (\d{1,3})[^>]{0,40}>([^<]{1,12})</span>")
_CHARACTERS = ("-c", "hocr_char_boxes=1")
#: Else each doubtful line is read a second time as white letters on black.
_NOT_INVERTED = ("-c", "invert_threshold=0")
#: Height and width (points) of pieces of an image, and how much of one is dark where the ground is; of bold capitals less is.
_PIECE, _GROUND = (6.0, 24.0), 0.6
_TAG = re.compile(r"<[^>]{0,200}>")


def installed_tesseract() -> Tesseract | None:
    """Tesseract with its Vietnamese model, or None where one of them is missing."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
        version = subprocess.run([program, "--version"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    languages = (listed.stdout + listed.stderr).split()
    if b"vie" not in languages:
        return None
    words = (version.stdout or version.stderr).decode("utf-8", "replace").split()
    return Tesseract(program, words[1] if len(words) > 1 else "?", figures="eng" if b"eng" in languages else "vie")


@dataclass(frozen=True, slots=True)
class Tesseract:
    """An installed Tesseract."""

    program: str
    version: str
    language: str = "vie"
    #: Model for what is most likely a number: the English one, which comes with the program, is the better at it.
    figures: str = "vie"

    @property
    def name(self) -> str:
        """Program, version and model."""
        return f"tesseract {self.version} {self.language}"

    def recognise(self, images: Sequence[Pixels], *, dpi: float, layout: Layout, seconds: float) -> list[list[OcrWord]]:
        """The words of each image; many images cost at most one start of the program. Raises `RecognitionError`.

        The program dies on some images of lines and blocks: such a one has no words, and those beside it are read without it.
        """
        until = time.monotonic() + seconds
        found: list[list[OcrWord] | None] = [None] * len(images)
        if can_stay():
            for inverted in (False, True):
                chosen = [index for index, pixels in enumerate(images) if has_dark_ground(pixels, dpi) == inverted]
                self._stream(images, chosen, found, self._options(layout, inverted=inverted), dpi, until)
        rest = [index for index, words in enumerate(found) if words is None]
        again = self._at_once([images[index] for index in rest], dpi, layout, max(0.1, until - time.monotonic()))
        for index, words in zip(rest, again, strict=True):
            found[index] = words
        return [words or [] for words in found]

    def _stream(
        self,
        images: Sequence[Pixels],
        chosen: Sequence[int],
        found: list[list[OcrWord] | None],
        options: Sequence[str],
        dpi: float,
        until: float,
    ) -> None:
        """Put the words of chosen images in their places; of those on which the program dies they stay None."""
        command = (self.program, *options)
        reader: Reader | None = None
        for index in chosen:
            try:
                reader = reader or readers.take(command)
                text = reader.read(images[index], dpi, until)
            except DiedError as error:
                _closed(reader)
                reader = None
                if error.fresh and len(chosen) > 1:  # it may be that it never can
                    return
            except TimeoutError as error:
                _closed(reader)
                raise RecognitionError("nhận dạng quá thời gian cho phép") from error
            except OSError:
                _closed(reader)
                return
            else:
                found[index] = parse_hocr(text.decode("utf-8", "replace"))
        if reader is not None:
            readers.give_back(command, reader)

    def _at_once(self, images: Sequence[Pixels], dpi: float, layout: Layout, seconds: float) -> list[list[OcrWord]]:
        """The words of each image by one start of the program."""
        if not images:
            return []
        done = self._run(images, dpi, layout, seconds)
        if done.returncode and layout != "page":
            if len(images) == 1:
                return [[]]
            half = len(images) // 2
            return [words for part in (images[:half], images[half:]) for words in self._at_once(part, dpi, layout, seconds)]
        if done.returncode:
            raise RecognitionError("Tesseract dừng vì lỗi")
        pages = _PAGE.split(done.stdout.decode("utf-8", "replace"))[1:]
        found = [parse_hocr(page) for page in pages]
        return found + [[] for _ in range(len(images) - len(found))]

    def _options(self, layout: Layout, *, inverted: bool) -> list[str]:
        language = self.figures if layout == "figures" else self.language
        return ["-l", language, "--psm", _MODES[layout], *_CHARACTERS, *(() if inverted else _NOT_INVERTED), "hocr"]

    def _run(self, images: Sequence[Pixels], dpi: float, layout: Layout, seconds: float) -> subprocess.CompletedProcess[bytes]:
        buffer = io.BytesIO()
        first, *others = [to_image(pixels) for pixels in images]
        first.save(buffer, "TIFF", save_all=True, append_images=others)
        inverted = any(has_dark_ground(pixels, dpi) for pixels in images)
        command = [self.program, "-", "-", "--dpi", str(round(dpi)), *self._options(layout, inverted=inverted)]
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        try:
            return subprocess.run(
                command, input=buffer.getvalue(), capture_output=True, timeout=seconds, env=environment, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise RecognitionError(f"nhận dạng quá {seconds:g} giây") from error
        except OSError as error:
            raise RecognitionError(f"không chạy được Tesseract ({error.strerror})") from error


def _closed(reader: Reader | None) -> None:
    if reader is not None:
        reader.close()


def has_dark_ground(pixels: Pixels, dpi: float) -> bool:
    """Whether a grey image has a dark ground somewhere, on which white letters may stand (heading rows of tables).

    >>> page = np.full((300, 900), 255, dtype=np.uint8)
    >>> page[100:200:12] = 0  # lines
    >>> has_dark_ground(page, 300), has_dark_ground(255 - page, 300)
    (False, True)
    """
    tall, wide = (max(1, round(size * dpi / 72)) for size in _PIECE)
    rows, columns = pixels.shape[0] // tall, pixels.shape[1] // wide
    if not rows or not columns:
        return False
    dark = (pixels[: rows * tall, : columns * wide] < 128).reshape(rows, tall, columns * wide)
    counts = dark.sum(axis=1, dtype=np.uint16).reshape(rows, columns, wide).sum(axis=2, dtype=np.uint32)
    return bool(counts.max() > _GROUND * tall * wide)


def parse_hocr(page: str) -> list[OcrWord]:
    """The words of one page of hOCR (the open format for recognised text, https://kba.github.io/hocr-spec/1.2/).

    >>> line = "<span class='ocr_line' id='l' title=\\"bbox 10 20 90 50; baseline 0.01 -8; x_size 30\\">"
    >>> [word] = parse_hocr(line + "<span class='ocrx_word' id='w' title='bbox 10 20 50 45; x_wconf 96'>Điều</span></span>")
    >>> word.text, word.confidence, round(word.base, 1), word.size
    ('Điều', 0.96, 42.2, 30.0)
    """
    words: list[OcrWord] = []
    line = -1
    box = (0.0, 0.0, 0.0, 0.0)
    slope, offset, size = 0.0, 0.0, 0.0
    elements = [*_ELEMENT.finditer(page), None]
    for match, following in pairwise(elements):
        if match is None:
            break
        kind, title = match[1], match[2]
        place = _BOX.search(title)
        if place is None:
            continue
        x0, y0, x1, y1 = (float(value) for value in place.groups())
        if kind != "ocrx_word":
            line += 1
            box = (x0, y0, x1, y1)
            baseline, height = _BASELINE.search(title), _SIZE.search(title)
            slope, offset = (float(baseline[1]), float(baseline[2])) if baseline else (0.0, 0.0)
            size = float(height[1]) if height else y1 - y0
            continue
        inner = page[match.end() : following.start() if following else len(page)]
        found = [(int(sure), char) for sure, letter in _CHARACTER.findall(inner) for char in html.unescape(letter)]
        text = "".join(char for _, char in found) or html.unescape(_TAG.sub("", inner)).strip()
        if not text:
            continue
        sure = _CONFIDENCE.search(title)
        words.append(
            OcrWord(
                text=text,
                x0=x0,
                y0=y0,
                x1=x1,
                y1=y1,
                confidence=int(sure[1]) / 100 if sure else 0.0,
                line=line,
                base=_base(box[3] + offset + slope * ((x0 + x1) / 2 - box[0]), y0, y1, size),
                size=size,
                characters=tuple(sure for sure, _ in found),
            )
        )
    return words


def _base(base: float, top: float, bottom: float, size: float) -> float:
    """The base of a word from its line; its own foot where the line cannot be one (letters upright in a seal: "baseline 38.4").

    >>> _base(42.2, 20, 45, 30), _base(11628.0, 1789, 1888, 53)
    (42.2, 1888)
    """
    return base if top - size < base < bottom + size else bottom
