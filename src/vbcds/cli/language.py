"""The language that the command line speaks: Vietnamese, or English by `--lang en` or VBCDS_LANG=en."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

LANGUAGES = ("vi", "en")
_chosen = "vi"


def choose(arguments: Sequence[str]) -> str:
    """Take the language from the arguments, else from the environment: help texts are needed before arguments are parsed.

    >>> choose(["extract", "--lang", "en"]), choose(["extract", "--lang=vi"]), choose([])
    ('en', 'vi', 'vi')
    """
    global _chosen
    asked = os.environ.get("VBCDS_LANG", "vi").lower()[:2]
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and index + 1 < len(arguments):
            asked = arguments[index + 1]
        elif argument.startswith("--lang="):
            asked = argument.partition("=")[2]
    _chosen = asked if asked in LANGUAGES else "vi"
    return _chosen


def say(vi: str, en: str) -> str:
    """The text in the chosen language."""
    return en if _chosen == "en" else vi


def usage(error: click.UsageError) -> str:
    """What is wrong with a call, in the chosen language."""
    context = error.ctx
    advice = ""
    if context is not None:
        advice = say(f" Xem: {context.command_path} --help", f" See: {context.command_path} --help")
    return f"{_vietnamese(error) if _chosen == 'vi' else error.format_message()}{advice}"


def _vietnamese(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        similar = f" Có phải là {', '.join(error.possibilities)}?" if error.possibilities else ""
        return f"Không có tùy chọn {error.option_name}.{similar}"
    name = ""
    if isinstance(error, click.BadParameter) and error.param is not None:
        name = error.param.opts[0] if isinstance(error.param, click.Option) else (error.param.human_readable_name or "")
    if isinstance(error, click.MissingParameter):
        return f"Thiếu {name}."
    if isinstance(error, click.BadOptionUsage):
        return f"Tùy chọn {error.option_name} cần một giá trị."
    if isinstance(error, click.BadParameter):
        return f"Giá trị của {name} không dùng được{_wanted(error)}."
    message = error.message
    if message.startswith("No such command"):
        return f"Không có lệnh {message.removeprefix('No such command').strip(' .')}."
    if message.startswith("Got unexpected extra argument"):
        return f"Thừa tham số {message.partition('(')[2].rpartition(')')[0]}."
    return message


def _wanted(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return f"; chọn trong: {', '.join(str(choice) for choice in kind.choices)}"
    if isinstance(kind, click.IntRange | click.FloatRange):
        return f"; cần một số{' nguyên' if isinstance(kind, click.IntRange) else ''} từ {kind.min:g}" + (
            f" đến {kind.max:g}" if kind.max is not None else " trở lên"
        )
    return f": {error.message}"
