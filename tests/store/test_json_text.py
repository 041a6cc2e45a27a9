"""The JSON text of a field's value is written at once, and is that of `json.dumps`."""

from __future__ import annotations

import json
from datetime import date

import pytest

from vbcds.model.codec import to_json
from vbcds.model.document import Source
from vbcds.model.records import Agency, Evidence
from vbcds.store.rows import _nested

SOURCE = Source(start=3, end=9, page=1, bbox=(50.0, 61.25, 1e15, 0.1), table=0, row=2, column=None)


@pytest.mark.parametrize(
    "value",
    [
        (),
        (Agency(raw="Sở “Y tế”\n\\", name="Sở Y tế", id=None),),
        (Evidence(document="a", text="Tỷ lệ 5 %\t%s", source=SOURCE),),
        SOURCE,
        ("một", 2, 3.0, 0.5, True, None, date(2026, 6, 30)),
    ],
)
def test_nested_values_are_written_as_json_has_them(value: object) -> None:
    """Marks, figures without fraction, days and truth values too."""
    assert _nested(value) == json.dumps(to_json(value), ensure_ascii=False, separators=(", ", ": "))


def test_what_json_has_no_figure_for_is_refused() -> None:
    """No file with NaN in it."""
    with pytest.raises(ValueError, match="JSON"):
        _nested((float("nan"),))
