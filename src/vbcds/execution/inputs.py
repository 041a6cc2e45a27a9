"""Which files a call means: folders walked in one fixed order, and each file's name as records show it."""

from __future__ import annotations

import errno
import os
import stat as modes
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from vbcds.errors import VbcdsError
from vbcds.store.writer import Failure, FileEntry, FileStat

AnyPath = str | bytes | os.PathLike[str] | os.PathLike[bytes]

#: Droppings of operating systems and office programs: never documents.
_DROPPINGS = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx"})


class InputError(VbcdsError):
    """A call that cannot be meant: a path that is not there, a folder of results that is the folder to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """A file to read, or a place of the input that cannot be read (`problem`)."""

    entry: FileEntry
    problem: Failure | None = None

    @property
    def location(self) -> str:
        """The absolute path, with bytes that are no UTF-8 as surrogates (as `os` takes it)."""
        return os.fsdecode(self.entry.location)


def find_inputs(paths: Iterable[AnyPath], *, out: AnyPath) -> list[InputFile]:
    """The files that `paths` mean, each once, sorted by the path that records show.

    A folder means all files under it, without hidden files and folders, lock files of office programs ("~$...") and droppings of
    operating systems; links are followed, each folder is visited once, and `out` is left out. The path shown is relative to the folder
    given, in NFC and with "/"; where two folders have a file of the same relative path, the folder as given stands before it.
    Raises `InputError` where a path is not there, or where `out` is the folder to read.
    """
    results = _identity(out)
    found: dict[bytes, tuple[InputFile, str]] = {}
    for path in paths:
        given, status = _found(os.fsdecode(path))
        if not modes.S_ISDIR(status.st_mode):
            file = _file(given, given, status)
            found.setdefault(file.entry.location, (file, ""))
            continue
        if (status.st_dev, status.st_ino) == results:
            raise InputError(f"Thư mục kết quả “{shown(os.fsdecode(out))}” cũng là thư mục cần đọc; hãy chọn thư mục kết quả khác.")
        for file in _walk(given, {results, (status.st_dev, status.st_ino)} - {None}):
            found.setdefault(file.entry.location, (file, given))
    return _named_apart(list(found.values()))


def _found(given: str) -> tuple[str, os.stat_result]:
    """A path of the call as the disk has it: the same letters may stand there in another Unicode form."""
    for form in dict.fromkeys((given, unicodedata.normalize("NFC", given), unicodedata.normalize("NFD", given))):
        with suppress(OSError, ValueError):
            return form, os.stat(form)  # noqa: PTH116
    if os.path.lexists(given):
        raise InputError(f"Liên kết “{shown(given)}” chỉ tới nơi không có tệp.")
    raise InputError(f"Không có tệp hoặc thư mục “{shown(given)}”.")


def shown(path: str) -> str:
    """A path as records show it: NFC, "/" between the parts, bytes that are no UTF-8 as escapes.

    >>> shown("ba\\u0301o ca\\u0301o/thang 5.docx"), shown("a\\udcff.txt")
    ('báo cáo/thang 5.docx', 'a\\\\xff.txt')
    """
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", text.replace(os.sep, "/"))


def _identity(path: AnyPath) -> tuple[int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _walk(top: str, visited: set[tuple[int, int] | None]) -> Iterator[InputFile]:
    """The files under `top`, in no order that matters but always in the same one."""
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                children = sorted(listing, key=lambda child: os.fsencode(child.name))
        except OSError as error:
            yield _unreadable(folder, os.path.relpath(folder, top), error)
            continue
        inner: list[str] = []
        for child in children:
            if child.name.startswith((".", "~$")) or child.name.lower() in _DROPPINGS:
                continue
            relative = os.path.relpath(child.path, top)
            try:
                status = child.stat()
            except OSError as error:
                yield _unreadable(child.path, relative, error)
                continue
            if not modes.S_ISDIR(status.st_mode):
                yield _file(child.path, relative, status)
            elif (status.st_dev, status.st_ino) not in visited:
                visited.add((status.st_dev, status.st_ino))
                inner.append(child.path)
        waiting += reversed(inner)


def _file(path: str, name: str, status: os.stat_result) -> InputFile:
    problem = None
    if not modes.S_ISREG(status.st_mode):
        problem = Failure(
            error="unsupported", detail="Đây không phải là tệp thông thường (ống dẫn, thiết bị ...); chỉ đọc được tệp."
        )
    found = FileStat(size=status.st_size, mtime_ns=status.st_mtime_ns, inode=status.st_ino)
    return InputFile(entry=FileEntry(location=_location(path), path=shown(name), stat=found), problem=problem)


def _unreadable(path: str, name: str, error: OSError) -> InputFile:
    entry = FileEntry(location=_location(path), path=shown(name), stat=None)
    return InputFile(entry=entry, problem=failure_of(error))


def failure_of(error: OSError) -> Failure:
    """The failure that an error of the operating system means."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return Failure(error="permission", detail="Không có quyền đọc. Cấp quyền đọc cho người dùng này rồi chạy lại.")
    if error.errno == errno.ELOOP:
        return Failure(error="not-found", detail="Liên kết chỉ vòng lại chính nó. Xóa hoặc sửa liên kết rồi chạy lại.")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return Failure(
            error="not-found", detail="Tệp không còn, hoặc liên kết chỉ tới nơi không có tệp. Khôi phục tệp rồi chạy lại."
        )
    return Failure(error="corrupt", detail=f"Hệ điều hành không đọc được tệp ({error.strerror}). Kiểm tra ổ đĩa rồi chạy lại.")


def _location(path: str) -> bytes:
    return os.fsencode(os.path.abspath(path))  # noqa: PTH100


def _named_apart(found: list[tuple[InputFile, str]]) -> list[InputFile]:
    """Every file under a path of its own, in the order of these paths."""
    times = Counter(file.entry.path for file, _ in found)
    named = [
        _renamed(file, f"{shown(given).rstrip('/')}/{file.entry.path}") if given and times[file.entry.path] > 1 else file
        for file, given in found
    ]
    named.sort(key=lambda file: (file.entry.path.split("/"), file.entry.location))
    seen: Counter[str] = Counter()
    result: list[InputFile] = []
    for file in named:
        seen[file.entry.path] += 1
        number = seen[file.entry.path]
        result.append(file if number == 1 else _renamed(file, f"{file.entry.path} ({number})"))
    return result


def _renamed(file: InputFile, path: str) -> InputFile:
    return replace(file, entry=replace(file.entry, path=path))
