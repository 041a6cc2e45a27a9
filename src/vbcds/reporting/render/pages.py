"""What the web pages share: templates that ship with the package, and the policy that lets nothing in."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources


@cache
def load_template(name: str) -> str:
    """A file of the folder templates/."""
    return resources.files("vbcds.reporting.render").joinpath("templates", name).read_text("utf-8")


def policy(script: str, *, images: bool = False) -> str:
    """The content security policy that allows this script and no other, and no connection at all; `images` inside the page at most.

    >>> policy("", images=True).split("; ")[:2]
    ["default-src 'none'", 'img-src data:']
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    pictures = "img-src data:; " if images else ""
    return f"default-src 'none'; {pictures}style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
