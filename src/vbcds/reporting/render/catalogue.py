"""The list of checks as Markdown: docs/checks.md is made of it, and a test holds it to the registry."""

from __future__ import annotations

from vbcds.checks.registry import FAMILIES, load_checks
from vbcds.reporting.render.findings import SEVERITY_NAMES


def render_catalogue() -> str:
    """All checks by family: code, severity, explanation, source, an example that fails and one that passes."""
    lines = [
        "# Các phép kiểm tra",
        "",
        "Tệp này do chương trình lập từ danh mục phép kiểm tra: `python -m vbcds.reporting.render.catalogue > docs/checks.md`.",
    ]
    for family, name in FAMILIES.items():
        lines += ["", f"## {name} (`{family}`)"]
        for check in load_checks().values():
            if check.family != family:
                continue
            lines += [
                "",
                f"### `{check.code}`",
                "",
                f"{check.explanation} Mức: {SEVERITY_NAMES[check.severity].lower()}. Căn cứ: {check.source}.",
            ]
            for title, examples in (("Bị nêu", check.fails), ("Không bị nêu", check.passes)):
                if examples:
                    lines += ["", f"{title}:", "", "```text", *examples[0].split("\n"), "```"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(render_catalogue(), end="")
