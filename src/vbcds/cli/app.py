"""The command group: every command's module is loaded when the command is called, so that `vbcds --help` stays quick."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from vbcds import __version__
from vbcds.cli.language import LANGUAGES, say

#: Commands: module, and the line that `vbcds --help` shows (Vietnamese, English).
COMMANDS: dict[str, tuple[str, str, str]] = {
    "extract": (
        "vbcds.cli.extract",
        "Đọc tệp và thư mục, ghi nhiệm vụ, chỉ tiêu, dẫn chiếu ra thư mục kết quả.",
        "Read files and folders; write tasks, targets and citations into a folder.",
    ),
    "track": (
        "vbcds.cli.track",
        "Theo dõi nhiệm vụ: tình trạng, thời hạn, đơn vị chưa báo cáo; lịch nhắc và công văn đôn đốc.",
        "Track tasks: state, due dates, who is silent; calendar and reminder letters.",
    ),
    "summarise": (
        "vbcds.cli.summarise",
        "Lập báo cáo tổng hợp của kỳ: .docx, .html, .md, .json.",
        "Write the consolidated report of a period: .docx, .html, .md, .json.",
    ),
    "graph": (
        "vbcds.cli.graph",
        "Lược đồ dẫn chiếu: .html, .graphml, .gexf, .json; văn bản có căn cứ hết hiệu lực.",
        "The citation graph: .html, .graphml, .gexf, .json; what rests on dead law.",
    ),
    "check": (
        "vbcds.cli.check",
        "Kiểm tra văn bản, hồ sơ: số học, chỉ tiêu, nhiệm vụ, dẫn chiếu, thể thức, báo cáo.",
        "Check documents: arithmetic, targets, tasks, citations, form, reports.",
    ),
    "explain": (
        "vbcds.cli.explain",
        "Giải thích một phép kiểm tra, hoặc liệt kê tất cả.",
        "Explain a check, or list them all.",
    ),
    "export": (
        "vbcds.cli.export",
        "Ghi văn bản theo chuẩn Akoma Ntoso.",
        "Write documents as Akoma Ntoso.",
    ),
    "show": (
        "vbcds.cli.show",
        "Xem một tệp như chương trình đọc được: thể thức, bố cục, bảng.",
        "Look at one file as it is read: header, outline, tables.",
    ),
}


#: Other spellings of commands.
ALIASES = {"summarize": "summarise"}


class Command(click.Command):
    """A command whose help has Vietnamese headings."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", say("[TÙY CHỌN]", "[OPTIONS]"))
        super().__init__(*args, **kwargs)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), f"{say('Cách dùng', 'Usage')}: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options."""
        records = [
            (name, text.replace("[required]", say("[bắt buộc]", "[required]")))
            for param in self.get_params(ctx)
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx)) is not None
            for name, text in [record]
        ]
        with formatter.section(say("Tùy chọn", "Options")):
            formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, explained in the chosen language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("Hiện hướng dẫn này.", "Show this message.")
        return option


class LazyGroup(Command, click.Group):
    """A group that knows its commands by name and loads one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command's own module is loaded here."""
        cmd_name = ALIASES.get(cmd_name, cmd_name)
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name][0]).command()
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands, none of which is loaded for it."""
        super().format_options(ctx, formatter)
        with formatter.section(say("Lệnh", "Commands")):
            formatter.write_dl([(name, say(vi, en)) for name, (_, vi, en) in COMMANDS.items()])


def lang_option() -> click.Option:
    """`--lang`: it is read before the command line is parsed (`language.choose`); here it is checked and explained."""
    return click.Option(
        ["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=say("Ngôn ngữ của thông báo.", "Language of messages.")
    )


def application() -> click.Command:
    """The whole command line."""

    def show_version(ctx: click.Context, param: click.Parameter, value: Any) -> None:
        if value:
            click.echo(f"vbcds {__version__}")
            ctx.exit()

    version = click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show_version,
        help=say("Hiện phiên bản.", "Show version."),
    )
    return LazyGroup(
        "vbcds",
        help=say(
            "Đọc văn bản hành chính tiếng Việt (quyết định, kế hoạch, báo cáo) và rút ra nhiệm vụ, chỉ tiêu, dẫn chiếu, mỗi mục kèm "
            "chỗ đứng trong văn bản.",
            "Read Vietnamese administrative documents (decisions, plans, reports) and extract tasks, targets and citations, each with "
            "its place in the document.",
        ),
        params=[version, lang_option()],
        subcommand_metavar=say("LỆNH [THAM SỐ]...", "COMMAND [ARGS]..."),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
        callback=lambda: None,
    )
