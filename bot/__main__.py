"""Commands: ``python -m bot run | demo | check | preview | export | reminders | backup | migrate | health``.

Each command imports what it needs when it runs: only ``run`` and ``demo`` wait for aiogram.
"""

from __future__ import annotations

import argparse
import asyncio
import errno
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.errors import BriefBotError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_LAST_PORT = 65535
_TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0, or 1 with one plain line an error."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except* BriefBotError as errors:
        sys.stderr.writelines(f"{line}\n" for line in dict.fromkeys(_lines(errors)))
    return 1


def _lines(errors: BaseExceptionGroup[BriefBotError]) -> Iterator[str]:
    for error in errors.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _lines(error)
        else:
            yield str(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Conducts a brief and hands over a plan.")
    commands = parser.add_subparsers(required=True, metavar="command")
    commands.add_parser("run", help="serve, with the settings of the environment").set_defaults(command=_run)
    demo = commands.add_parser("demo", help="serve against a local Telegram in the browser")
    demo.add_argument("--port", type=_port, default=8090)
    demo.set_defaults(command=_demo)
    for name, command, text in (
        ("check", _check, "find faults in the questionnaire, the catalog and the policy of reminders"),
        ("preview", _preview, "print the brief with its conditions in words"),
    ):
        about = commands.add_parser(name, help=text)
        about.add_argument("file", type=Path, nargs="?", help="instead of what QUESTIONNAIRE names")
        about.set_defaults(command=command)
    export = commands.add_parser("export", help="write a brief's plan into a file")
    export.add_argument("brief", help="its id, or the company's name or a part of it")
    export.add_argument("--format", choices=("pdf", "docx", "xlsx", "json", "html"), default="pdf")
    export.add_argument("--output", type=Path, help="instead of a name after company and version")
    export.set_defaults(command=_export)
    reminders = commands.add_parser(
        "reminders", help="print when each reminder of a brief would go, and why not earlier"
    )
    reminders.add_argument(
        "--simulate", metavar="BRIEF", required=True, help="its id, or the company's name or a part of it"
    )
    reminders.add_argument("--meeting", type=_moment, help='as if it were then: "2026-11-27 15:00", in TIMEZONE')
    reminders.add_argument("--now", type=_moment, help="as if it were now, likewise")
    reminders.set_defaults(command=_reminders)
    backup = commands.add_parser("backup", help="copy the SQLite database, also while the bot runs")
    backup.add_argument("file", type=Path)
    backup.set_defaults(command=_backup)
    commands.add_parser("migrate", help="bring the database to this version").set_defaults(command=_migrate)
    commands.add_parser("health", help="whether the bot is alive").set_defaults(command=_health)
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > _LAST_PORT:
        message = f"a port is a number up to {_LAST_PORT}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        message = 'a time is written "2026-11-27 15:00"'
        raise argparse.ArgumentTypeError(message) from None


def _run(_: argparse.Namespace) -> int:
    from bot.config import Settings, load_settings
    from bot.logs import configure_logs
    from bot.storage.migrating import upgrade

    _end_quietly_when_told()
    settings = load_settings(Settings)
    configure_logs(settings.log_format)
    upgrade(settings.database_url)

    from bot.bootstrap import run

    asyncio.run(run(settings))
    return 0


def _demo(options: argparse.Namespace) -> int:
    from bot.logs import configure_logs

    _end_quietly_when_told()
    configure_logs("text", quiet=True)

    from bot.config import ConfigError
    from bot.demo import run_demo

    try:
        run_demo(options.port)
    except OSError as failure:
        if failure.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        message = f"Port {options.port} is not free: python -m bot demo --port {options.port + 1}"
        raise ConfigError(message) from failure
    return 0


def _check(options: argparse.Namespace) -> int:
    from bot.checking import check_definitions
    from bot.config import DefinitionSettings, load_settings

    checked = check_definitions(load_settings(DefinitionSettings), _TEMPLATES, options.file)
    sys.stdout.writelines(f"{fault}\n" for fault in checked.faults)
    if not checked.faults:
        aside = f" ({checked.aside} is of another questionnaire: its rules were not looked at)" if checked.aside else ""
        sys.stdout.write(f"{checked.questionnaire}: {checked.questions} questions, no faults{aside}\n")
    return 1 if checked.faults else 0


def _preview(options: argparse.Namespace) -> int:
    from bot.config import DefinitionSettings, load_settings
    from bot.definitions.questionnaires import load_questionnaire
    from bot.rendering.preview import preview

    file: Path = options.file or load_settings(DefinitionSettings).questionnaire
    sys.stdout.write(preview(load_questionnaire(file), _TEMPLATES))
    return 0


def _export(options: argparse.Namespace) -> int:
    from bot.app.ports import DocumentFormat
    from bot.config import PlanSettings, load_settings
    from bot.exporting import export

    settings = load_settings(PlanSettings)
    kind = DocumentFormat(options.format)
    file = asyncio.run(export(settings, _TEMPLATES, options.brief, kind, options.output))
    sys.stdout.write(f"{file}: written\n")
    return 0


def _reminders(options: argparse.Namespace) -> int:
    from bot.config import PlanSettings, load_settings
    from bot.reminding import simulate
    from bot.system import SystemClock

    settings = load_settings(PlanSettings)
    now = options.now or SystemClock().now()
    sys.stdout.write(asyncio.run(simulate(settings, _TEMPLATES, options.simulate, options.meeting, now)))
    return 0


def _backup(options: argparse.Namespace) -> int:
    from bot.config import DatabaseSettings, load_settings
    from bot.storage.backups import back_up

    back_up(load_settings(DatabaseSettings).database_url, options.file)
    sys.stdout.write(f"{options.file}: written\n")
    return 0


def _migrate(_: argparse.Namespace) -> int:
    from bot.config import DatabaseSettings, load_settings
    from bot.storage.migrating import upgrade

    upgrade(load_settings(DatabaseSettings).database_url)
    sys.stdout.write("The database is at this version.\n")
    return 0


def _health(_: argparse.Namespace) -> int:
    from bot.config import DatabaseSettings, load_settings
    from bot.delivery.pulse import is_alive
    from bot.system import SystemClock

    alive = asyncio.run(is_alive(load_settings(DatabaseSettings).database_url, SystemClock()))
    sys.stdout.write("alive\n" if alive else "no heartbeat: the bot does not run, or hangs\n")
    return 0 if alive else 1


def _end_quietly_when_told() -> None:
    """Until the bot serves and listens to signals itself; the first process of a container has no default for them."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))


if __name__ == "__main__":
    sys.exit(main())
