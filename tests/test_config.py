"""Settings: what is wrong is said in a line that names it, and never quotes what is secret."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.config import ConfigError, DatabaseSettings, DefinitionSettings, Settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

TOKEN = "123456789:AAExample-token_of_a_bot"
WHOLE = {"BOT_TOKEN": TOKEN, "BOT_ADMINS": "1001"}

#: Each setting with what it does not take; the words «geheim» stand where a secret might.
WRONG = [
    ("BOT_TOKEN", "geheim"),
    ("BOT_TOKEN", "123456789"),
    ("BOT_TOKEN", "bot123456789:geheim"),
    ("BOT_TOKEN", "123456789:geheim geheim"),
    ("BOT_ADMINS", "maria"),
    ("BOT_ADMINS", "maria,anna"),
    ("BOT_ADMINS", "1001;1002"),
    ("BOT_ADMINS", "1001,-5"),
    ("BOT_ADMINS", "0"),
    ("BOT_ADMINS", ","),
    ("DATABASE_URL", "brief.db"),
    ("DATABASE_URL", "mysql://u:geheim@host/brief"),
    ("DATABASE_URL", "sqlite://"),
    ("DATABASE_URL", "sqlite:///"),
    ("DATABASE_URL", "sqlite://data/brief.db"),
    ("DATABASE_URL", "sqlite:///:memory:"),
    ("DATABASE_URL", "postgresql://u:geheim@host"),
    ("DATABASE_URL", "postgresql://u:geheim@host/"),
    ("DATABASE_URL", "postgresql://u:geheim@host:port/brief"),
    ("DATABASE_URL", "postgresql://u:geheim@geheim@host/brief"),
    ("DATABASE_URL", "postgresql+psycopg://u:geheim@host/brief"),
    ("TELEGRAM_API_URL", "api.telegram.org"),
    ("TELEGRAM_API_URL", "ftp://api.telegram.org"),
    ("TELEGRAM_API_URL", "http://["),
    ("TELEGRAM_API_URL", "http://host:99999"),
    ("WEBHOOK_URL", "bot.example.com"),
    ("WEBHOOK_URL", "https://bot.example.com:99999"),
    ("WEBHOOK_URL", "http://bot.example.com"),
    ("WEBHOOK_URL", "https://"),
    ("WEBHOOK_LISTEN", "8080"),
    ("WEBHOOK_LISTEN", ":8080"),
    ("WEBHOOK_LISTEN", "127.0.0.1"),
    ("WEBHOOK_LISTEN", "127.0.0.1:65536"),
    ("WEBHOOK_LISTEN", "::1:8080"),
    ("TIMEZONE", "Mars"),
    ("TIMEZONE", "../etc/passwd"),
    ("TIMEZONE", "MSK+3"),
    ("RICH_MESSAGES", "yes"),
    ("LOG_FORMAT", "xml"),
]


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the variables of whoever runs the tests nor a ``.env`` of his."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    return Given(monkeypatch)


class Given:
    """Variables of the environment."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def variables(self, variables: Mapping[str, str]) -> None:
        for name, value in variables.items():
            self._monkeypatch.setenv(name, value)


def complaint() -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_settings(Settings)
    return str(caught.value).splitlines()


def test_two_settings_are_enough(given: Given) -> None:
    given.variables(WHOLE)
    settings = load_settings(Settings)
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.bot_admins == (1001,)
    assert settings.listen == ("127.0.0.1", 8080)
    assert not settings.webhook_url


@pytest.mark.parametrize("missing", WHOLE)
def test_each_of_them_is_missed_by_name_with_what_to_do(missing: str, given: Given) -> None:
    given.variables({name: value for name, value in WHOLE.items() if name != missing})
    (line,) = complaint()
    assert line.startswith(f"{missing} is missing: ")


@pytest.mark.parametrize("missing", WHOLE)
def test_an_empty_one_is_a_missing_one(missing: str, given: Given) -> None:
    given.variables(WHOLE | {missing: ""})
    (line,) = complaint()
    assert line.startswith(f"{missing} is missing: ")


def test_an_empty_optional_one_has_its_default(given: Given) -> None:
    given.variables(WHOLE | {"TIMEZONE": "", "LOG_FORMAT": "", "WEBHOOK_URL": ""})
    assert load_settings(Settings).timezone == "Europe/Moscow"


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_one_is_named_in_one_line_without_its_secret(name: str, value: str, given: Given) -> None:
    given.variables(WHOLE | {name: value, "WEBHOOK_SECRET": "geheim"})
    (line,) = complaint()
    assert line.startswith(f"{name} is wrong: ")
    assert "geheim" not in line


def test_every_setting_that_can_be_wrong_was_tried() -> None:
    tried = {name for name, _ in WRONG} | {"WEBHOOK_SECRET"}
    files = {name.upper() for name in DefinitionSettings.model_fields}
    assert tried | files == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("secret", ["", "geheim!", "geheim geheim", "geheim" * 50])
def test_a_webhook_needs_a_secret_that_telegram_takes(secret: str, given: Given) -> None:
    given.variables(WHOLE | {"WEBHOOK_URL": "https://bot.example.com", "WEBHOOK_SECRET": secret})
    (line,) = complaint()
    assert line.startswith("WEBHOOK_SECRET is wrong: ")
    assert "geheim" not in line


def test_a_server_of_ones_own_may_call_a_webhook_without_encryption(given: Given) -> None:
    own = {"TELEGRAM_API_URL": "http://127.0.0.1:8081", "WEBHOOK_URL": "http://127.0.0.1:8080", "WEBHOOK_SECRET": "s"}
    given.variables(WHOLE | own)
    assert load_settings(Settings).webhook_url == "http://127.0.0.1:8080"


def test_all_that_is_wrong_is_told_at_once(given: Given) -> None:
    given.variables({"BOT_ADMINS": "maria", "TIMEZONE": "Mars", "LOG_FORMAT": "xml"})
    assert {line.split()[0] for line in complaint()} == {"BOT_TOKEN", "BOT_ADMINS", "TIMEZONE", "LOG_FORMAT"}


@pytest.mark.parametrize(
    ("url", "with_driver"),
    [
        ("sqlite:///data/brief.db", "sqlite+aiosqlite:///data/brief.db"),
        ("sqlite:////var/lib/brief.db", "sqlite+aiosqlite:////var/lib/brief.db"),
        ("postgres://u:p@host/brief", "postgresql+asyncpg://u:p@host/brief"),
        ("postgresql://u:p%40@host:5432/brief", "postgresql+asyncpg://u:p%40@host:5432/brief"),
        ("postgresql://u:p:/@[::1]:5432/brief", "postgresql+asyncpg://u:p:/@[::1]:5432/brief"),
        ("postgresql:///brief?host=/run/postgresql", "postgresql+asyncpg:///brief?host=/run/postgresql"),
        ("postgresql+asyncpg://host/brief", "postgresql+asyncpg://host/brief"),
    ],
)
def test_a_database_is_named_as_people_know_it(url: str, with_driver: str, given: Given) -> None:
    given.variables({"DATABASE_URL": url})
    assert load_settings(DatabaseSettings).database_url == with_driver


def test_managers_are_separated_by_commas(given: Given) -> None:
    given.variables(WHOLE | {"BOT_ADMINS": " 1001, 1002 ,"})
    assert load_settings(Settings).bot_admins == (1001, 1002)


def test_a_host_may_be_a_name_or_an_address_of_either_kind(given: Given) -> None:
    for listen, parts in {"0.0.0.0:80": ("0.0.0.0", 80), "[::1]:8080": ("::1", 8080), "a:1": ("a", 1)}.items():
        given.variables(WHOLE | {"WEBHOOK_LISTEN": listen})
        assert load_settings(Settings).listen == parts


def test_the_environment_comes_before_the_file(given: Given) -> None:
    Path(".env").write_text(f"BOT_TOKEN={TOKEN}\nBOT_ADMINS=7\nTIMEZONE=Asia/Omsk\nOTHER=1\n", encoding="utf-8")
    given.variables({"BOT_ADMINS": "8"})
    settings = load_settings(Settings)
    assert (settings.bot_admins, settings.timezone) == ((8,), "Asia/Omsk")


def test_an_unreadable_file_is_named() -> None:
    Path(".env").write_bytes("BOT_TOKEN=geheim–geheim".encode("cp1251"))
    (line,) = complaint()
    assert line == ".env is not a text in UTF-8: save it in that encoding"


def test_commands_for_the_database_or_the_definitions_need_no_token() -> None:
    assert load_settings(DatabaseSettings).database_url.startswith("sqlite")
    assert load_settings(DefinitionSettings).catalog.suffix == ".yaml"


def test_what_is_secret_stays_out_of_what_is_printed(given: Given) -> None:
    given.variables(WHOLE | {"WEBHOOK_SECRET": "geheim"})
    shown = repr(load_settings(Settings))
    assert TOKEN not in shown
    assert "geheim" not in shown
