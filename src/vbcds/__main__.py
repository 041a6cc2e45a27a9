"""`python -m vbcds`."""

from __future__ import annotations

from vbcds.cli import main

if __name__ == "__main__":
    main()
