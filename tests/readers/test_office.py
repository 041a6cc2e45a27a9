from __future__ import annotations

import re
import stat
import sys
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from vbcds.errors import ReadError
from vbcds.model.builder import build_document
from vbcds.readers import office, sniff
from vbcds.readers.limits import Limits
from vbcds.readers.registry import read_bytes
from vbcds.text.normalise import canonical

needs_office = pytest.mark.skipif(office.office_command() is None, reason="LibreOffice is not installed")
RTF = rb"{\rtf1\ansi\deff0{\fonttbl{\f0 Times New Roman;}}\f0 S\u7889? 12/KH-UBND\par K\u7871? ho\u7841?ch\par}"


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "office_command", lambda: None)


@pytest.mark.usefixtures("no_office")
@pytest.mark.parametrize("media_type", sorted(office.OFFICE_TYPES))
def test_without_libreoffice_the_advice_is_clear(media_type: str) -> None:
    with pytest.raises(ReadError) as caught:
        office.read_office(b"x", media_type)
    assert caught.value.kind == "unsupported"
    assert caught.value.advice and "LibreOffice" in caught.value.advice and "lưu thành" in caught.value.advice


def test_word_file_with_a_password_is_named() -> None:
    fib = b"\xec\xa5\xc1\x00" + b"\0" * 7 + b"\x01" + b"\0" * 500
    with pytest.raises(ReadError) as caught:
        office.read_office(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + fib, sniff.DOC)
    assert caught.value.kind == "encrypted"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell script")
def test_a_hanging_conversion_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "soffice"
    script.write_text("#!/bin/sh\nsleep 60 & wait\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(office, "office_command", lambda: str(script))
    with pytest.raises(ReadError) as caught:
        office.read_office(RTF, sniff.RTF, limits=Limits(max_seconds=0.2))
    assert caught.value.kind == "timeout"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell script")
def test_a_failed_conversion_is_corrupt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "soffice"
    script.write_text("#!/bin/sh\nexit 0\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(office, "office_command", lambda: str(script))
    with pytest.raises(ReadError) as caught:
        office.read_office(RTF, sniff.RTF)
    assert caught.value.kind == "corrupt"


@needs_office
def test_rtf() -> None:
    reading = read_bytes(RTF, name="a.rtf")
    assert reading.media_type == sniff.RTF
    assert [getattr(draft, "text", "").strip() for draft in reading.drafts] == ["Số 12/KH-UBND", "Kế hoạch"]


@needs_office
@pytest.mark.parametrize("name", ["2003-A-15.rtf", "2008-23.QD-991-UBND.doc"])
def test_real_files_read_as_their_transcripts(shared: Path, name: str) -> None:
    path = shared / "real" / "legacy" / name
    reading = read_bytes(path.read_bytes(), name=name)
    text = build_document(reading, id="0" * 16, path=name, sha256="0" * 64).text
    truth = path.with_suffix(".truth.txt").read_text(encoding="utf-8")
    # letter case apart: in the ABC fonts it is a matter of the font, which the transcripts do not follow
    wanted, words = (re.findall(r"\w+", canonical(part).lower()) for part in (truth, text))
    same = SequenceMatcher(None, wanted, words, autojunk=False).get_matching_blocks()
    right = sum(_marks(word) for block in same for word in wanted[block.a : block.a + block.size])
    assert right >= 0.99 * sum(map(_marks, wanted))


def _marks(word: str) -> int:
    return sum(1 for char in word if unicodedata.normalize("NFD", char) != char or char == "đ")
