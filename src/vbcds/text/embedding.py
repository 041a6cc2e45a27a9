"""Values inside web pages."""

from __future__ import annotations

import json
from typing import Any


def escape_json(value: Any) -> str:
    """JSON that can stand inside an HTML script element.

    >>> escape_json("</script><!--")
    '"\\\\u003c/script\\\\u003e\\\\u003c!--"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", "replace").decode("utf-8")
