"""The command line: thin wrappers over the library. Here errors become messages and exit codes, and nowhere else."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

#: Exit codes. FAILED: some files could not be read; the rest is complete.
DONE, BAD_CALL, FAILED, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 130, 141


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code; a traceback is shown only where VBCDS_DEBUG is set."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run the command line; gives the exit code."""
    import click

    from vbcds.cli import language
    from vbcds.cli.app import application
    from vbcds.errors import ReadError, VbcdsError

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # Vietnamese, whatever the terminal's own encoding is
    language.choose(arguments)
    try:
        result = application()(list(arguments) or ["--help"], prog_name="vbcds", standalone_mode=False)
        sys.stdout.flush()
        return int(result or DONE)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.UsageError as error:
        return _fail(language.usage(error), BAD_CALL)
    except ReadError as error:
        return _fail(f"[{error.kind}] {error}", BAD_CALL if error.kind == "not-found" else FAILED)
    except VbcdsError as error:
        return _fail(str(error), BAD_CALL)
    except (KeyboardInterrupt, click.Abort):
        return _fail(
            language.say(
                "Đã dừng. Những gì đã đọc vẫn còn trong hồ sơ; chạy lại cùng lệnh để đọc tiếp.",
                "Stopped. All that was read is kept; run the same command again to go on.",
            ),
            INTERRUPTED,
        )
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered has nobody to go to
        return BROKEN_PIPE
    except Exception as error:  # a defect of ours, or of the system below us: said in one line
        if os.environ.get("VBCDS_DEBUG"):
            raise
        cause = f"{type(error).__name__}: {error}"
        return _fail(
            language.say(f"Lỗi ngoài dự kiến: {cause}. Đặt VBCDS_DEBUG=1 rồi chạy lại để xem chi tiết.",
                         f"Unexpected error: {cause}. Set VBCDS_DEBUG=1 and run again for details."),
            BAD_CALL,
        )  # fmt: skip


def _fail(message: str, code: int) -> int:
    from vbcds.cli import language

    print(f"{language.say('Lỗi', 'Error')}: {message}" if code != INTERRUPTED else message, file=sys.stderr)
    return code
