"""The list of checks as Markdown: docs/checks.md is made of it, and a test holds it to the registry."""

from __future__ import annotations

from vbcds.checks.registry import FAMILIES, load_checks
from vbcds.reporting.render.findings import SEVERITY_NAMES

_HEAD = """# Các phép kiểm tra

Tệp này do chương trình lập từ danh mục phép kiểm tra: `python -m vbcds.reporting.render.catalogue > docs/checks.md`. `vbcds explain MÃ`
in từng phép kiểm tra với căn cứ và ví dụ.

## Cấu hình

`vbcds check` đọc `vbcds.toml` của thư mục hiện tại (hoặc tệp của `--config`):

```toml
[check]
ignore = ["end-mark-missing"]        # hoặc select = [...]: mã hay nhóm (arithmetic, targets, tasks, citations, form, reports)
severity = "warning"                 # mức thấp nhất được nêu
baseline = "vbcds-baseline.json"     # các điểm đã chấp nhận: vbcds check ... --write-baseline vbcds-baseline.json

[check.severities]                   # mức của từng phép kiểm tra hay từng nhóm
citation-nonworking-day = "warning"

[check.except]                       # không nêu điểm có trích dẫn chứa một trong các chữ này
citation-incomplete = ["166-KH/TU"]
```

Mã thoát: 0 không còn lỗi, 1 còn điểm mức “lỗi” (hoặc lệnh gọi sai), 2 có tệp không đọc được."""


def render_catalogue() -> str:
    """All checks by family: code, severity, explanation, source, an example that fails and one that passes."""
    lines = [_HEAD]
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
