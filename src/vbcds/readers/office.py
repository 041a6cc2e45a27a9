"""Formats that only an office suite opens: .doc, .rtf, .xls, .odt, .ods. LibreOffice turns them into DOCX or XLSX, which we read."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from vbcds.errors import ReadError
from vbcds.model.builder import Reading
from vbcds.readers import sniff
from vbcds.readers.limits import DEFAULT_LIMITS, Limits

# Media type: ending of the file that is written for the suite, the ending and filter of what it makes, and the name for messages.
_ROUTES = {
    sniff.DOC: ("doc", "docx", "docx:MS Word 2007 XML", "Word 97-2003 (.doc)"),
    sniff.RTF: ("rtf", "docx", "docx:MS Word 2007 XML", "RTF"),
    sniff.WORD_XML: ("xml", "docx", "docx:MS Word 2007 XML", "Word 2003 XML"),
    sniff.ODT: ("odt", "docx", "docx:MS Word 2007 XML", "OpenDocument (.odt)"),
    sniff.XLS: ("xls", "xlsx", "xlsx:Calc MS Excel 2007 XML", "Excel 97-2003 (.xls)"),
    sniff.ODS: ("ods", "xlsx", "xlsx:Calc MS Excel 2007 XML", "OpenDocument (.ods)"),
    sniff.XLSB: ("xlsb", "xlsx", "xlsx:Calc MS Excel 2007 XML", "Excel nhị phân (.xlsb)"),
}
OFFICE_TYPES = frozenset(_ROUTES)

# A profile of its own for every conversion: no macros, no links fetched, no recovery dialogs, nothing of the user's settings.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Common/Misc", "FirstRun", "false"),
)
_ITEM = '<item oor:path="/org.openoffice.{0}"><prop oor:name="{1}"><value>{2}</value></prop></item>'
_PROFILE = "\n".join(
    (
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">',
        *(_ITEM.format(*setting) for setting in _SETTINGS),
        "</oor:items>",
    )
)


@cache
def office_command() -> str | None:
    """The path of LibreOffice's command, or None where it is not installed."""
    for name in ("soffice", "libreoffice", "soffice.exe"):
        found = shutil.which(name)
        if found:
            return found
    return None


def read_office(data: bytes, media_type: str, *, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read a file of one of `OFFICE_TYPES` through LibreOffice.

    Raises `ReadError`: "unsupported" where LibreOffice is not installed, "encrypted", "timeout" (over `limits.max_seconds`), "corrupt".
    """
    limits.check_bytes(len(data))
    ending, wanted, filter_name, title = _ROUTES[media_type]
    if _has_password(data, media_type):
        raise ReadError("encrypted", f"Tệp {title} được bảo vệ bằng mật khẩu.", "Mở tệp, bỏ mật khẩu, lưu lại rồi chạy lại.")
    converted = _convert(data, ending, wanted, filter_name, title, limits)
    reading = _read_converted(converted, wanted, limits)
    return replace(reading, media_type=media_type)


def _read_converted(data: bytes, ending: str, limits: Limits) -> Reading:
    if ending == "docx":
        from vbcds.readers.docx import read_docx

        return read_docx(data, limits=limits)
    from vbcds.readers.xlsx import read_xlsx

    return read_xlsx(data, limits=limits)


def _has_password(data: bytes, media_type: str) -> bool:
    if media_type != sniff.DOC:
        return False
    fib = data[
        512:524
    ]  # the file information block of Word 97-2003 mostly begins the first sector; bit 8 of its flags is fEncrypted
    return fib[:2] == b"\xec\xa5" and len(fib) == 12 and bool(fib[11] & 0x01)


def _convert(data: bytes, ending: str, wanted: str, filter_name: str, title: str, limits: Limits) -> bytes:
    command = office_command()
    if command is None:
        raise ReadError(
            "unsupported",
            f"Tệp định dạng {title} cần LibreOffice để đọc, nhưng máy này chưa cài.",
            f"Cài LibreOffice (lệnh soffice) rồi chạy lại, hoặc mở tệp và lưu thành .{wanted}.",
        )
    with tempfile.TemporaryDirectory(prefix="vbcds-", ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        profile = room / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        (room / "out").mkdir()
        source = room / f"tep.{ending}"
        source.write_bytes(data)
        arguments = [
            command, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo", "--nodefault",
            "--nolockcheck", "--convert-to", filter_name, "--outdir", str(room / "out"), str(source),
        ]  # fmt: skip
        _run(arguments, room, title, limits)
        made = room / "out" / f"tep.{wanted}"
        if not made.is_file():
            raise ReadError("corrupt", f"LibreOffice không mở được tệp {title}: tệp hỏng hoặc có mật khẩu.", "Mở và lưu lại tệp.")
        limits.check_bytes(made.stat().st_size)
        return made.read_bytes()


def _run(arguments: list[str], room: Path, title: str, limits: Limits) -> None:
    environment = {
        name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP")
    }
    environment |= {"HOME": str(room), "TMPDIR": str(room), "SAL_USE_VCLPLUGIN": "svp", "SAL_DISABLE_OPENCL": "1"}
    own_group = sys.platform != "win32"
    try:
        process = subprocess.Popen(
            arguments, cwd=room, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=own_group,
        )  # fmt: skip
    except OSError as error:
        raise ReadError(
            "unsupported", f"Không chạy được LibreOffice: {error.strerror}.", "Kiểm tra lại cài đặt LibreOffice."
        ) from error
    try:
        process.wait(timeout=limits.max_seconds)
    except subprocess.TimeoutExpired:
        raise ReadError(
            "timeout",
            f"LibreOffice không chuyển xong tệp {title} trong {limits.max_seconds:g} giây.",
            "Mở tệp và lưu thành định dạng mới, hoặc nâng giới hạn thời gian.",
        ) from None
    finally:
        if process.poll() is None:
            if own_group:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
            process.wait()
