"""What the pipeline does around the stages."""

from __future__ import annotations

import gc

import pytest

from vbcds.errors import ReadError
from vbcds.pipeline import analyse_bytes


@pytest.mark.parametrize("rhythm", [(700, 10, 10), (0, 10, 10), (90_000, 5, 5)])
def test_the_collector_keeps_its_rhythm(rhythm: tuple[int, int, int]) -> None:
    before = gc.get_threshold()
    try:
        gc.set_threshold(*rhythm)
        analyse_bytes("KẾ HOẠCH\n\nGiao Sở Y tế chủ trì.\n".encode(), path="a.txt")
        assert gc.get_threshold() == rhythm
        with pytest.raises(ReadError):
            analyse_bytes(b"", path="a.pdf")
        assert gc.get_threshold() == rhythm
    finally:
        gc.set_threshold(*before)
