"""Settings from the environment and from ``.env``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from zoneinfo import ZoneInfo

from pydantic import (
    AnyHttpUrl,
    BeforeValidator,
    SecretStr,
    TypeAdapter,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain.errors import BriefBotError

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_ID = re.compile(r"[1-9][0-9]*")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LISTEN = re.compile(r"(?P<host>[^:\s]+|\[[0-9a-fA-F:]+\]):(?P<port>\d{1,5})")
_ADDRESS = TypeAdapter(AnyHttpUrl)
_TELEGRAM = "https://api.telegram.org"
_DRIVERS = {
    "sqlite://": "sqlite+aiosqlite://",
    "postgres://": "postgresql+asyncpg://",
    "postgresql://": "postgresql+asyncpg://",
}
_DATABASE = re.compile(
    r"sqlite\+aiosqlite:///(?!:memory:)[^?]*[^?/].*"
    r"|postgresql\+asyncpg://([^:/@]*(:[^@]*)?@)?(\[[^\]]+\]|[^:/@?\[]*)(:\d{1,5})?/[^/?]+(\?.*)?"
)
_LAST_PORT = 65535
_HOW_TO = {
    "BOT_TOKEN": "get one from @BotFather and put it into .env (see .env.example)",
    "BOT_ADMINS": "give the managers' Telegram ids, e.g. BOT_ADMINS=123456789,987654321",
}


class ConfigError(BriefBotError):
    """A setting is missing or wrong; one line each says which and what to do."""


def _ids(value: object) -> object:
    if not isinstance(value, str):
        return value
    ids = [part.strip() for part in value.split(",") if part.strip()]
    if not ids or not all(_ID.fullmatch(one) for one in ids):
        raise ValueError("an id is a number, and several are separated by commas")
    return ids


class _Environment(BaseSettings):
    """One field for each variable; names in the environment are in capitals. An empty one counts as missing."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)


class DatabaseSettings(_Environment):
    """What commands need that touch nothing but the database."""

    #: A SQLite file, or PostgreSQL.
    database_url: str = "sqlite:///data/brief.db"

    @field_validator("database_url")
    @classmethod
    def _with_driver(cls, url: str) -> str:
        plain = next((plain for plain in _DRIVERS if url.startswith(plain)), None)
        driven = url if plain is None else _DRIVERS[plain] + url.removeprefix(plain)
        if not _DATABASE.fullmatch(driven):
            raise ValueError(
                "use sqlite:///path/to/file.db or postgresql://user:password@host/name, with @ in a password as %40"
            )
        return driven


class DefinitionSettings(_Environment):
    """Which files say what is asked and what follows from it."""

    questionnaire: Path = Path("templates/questionnaires/crm_bitrix24.yaml")
    catalog: Path = Path("templates/catalog/bitrix24.yaml")


class PlanSettings(DatabaseSettings, DefinitionSettings):
    """What a plan is made from."""

    #: Of dates that managers read, and of meetings unless another is chosen.
    timezone: str = "Europe/Moscow"

    @field_validator("timezone")
    @classmethod
    def _is_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, OSError, ValueError) as failure:
            raise ValueError("use a name such as Europe/Moscow") from failure
        return name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class Settings(PlanSettings):
    """Everything that ``run`` needs."""

    #: From @BotFather.
    bot_token: SecretStr
    #: Telegram ids of the managers.
    bot_admins: Annotated[tuple[int, ...], NoDecode, BeforeValidator(_ids)]
    #: Another Bot API server.
    telegram_api_url: str = _TELEGRAM
    #: Public https address of the bot; without it the bot polls.
    webhook_url: str = ""
    #: Known to Telegram and the bot alone.
    webhook_secret: SecretStr = SecretStr("")
    #: Where the bot listens for the webhook.
    webhook_listen: str = "127.0.0.1:8080"
    #: The plan in rich messages: ``auto`` where the server knows them, ``on`` asks it every time, ``off`` never does.
    rich_messages: Literal["auto", "on", "off"] = "auto"
    log_format: Literal["text", "json"] = "text"

    @field_validator("bot_token")
    @classmethod
    def _is_token(cls, token: SecretStr) -> SecretStr:
        if not _TOKEN.fullmatch(token.get_secret_value()):
            raise ValueError("it does not look like a token of @BotFather (123456789:AAE…)")
        return token

    @field_validator("telegram_api_url", "webhook_url")
    @classmethod
    def _is_http(cls, url: str) -> str:
        try:
            if url:
                _ADDRESS.validate_python(url)
        except ValidationError:
            raise ValueError("use a whole address, e.g. https://bot.example.com") from None
        return url

    @field_validator("webhook_listen")
    @classmethod
    def _is_address(cls, listen: str) -> str:
        found = _LISTEN.fullmatch(listen)
        if not found or int(found["port"]) > _LAST_PORT:
            raise ValueError("use host:port, e.g. 127.0.0.1:8080")
        return listen

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> Settings:
        if self.webhook_url and not _SECRET.fullmatch(self.webhook_secret.get_secret_value()):
            raise ValueError("WEBHOOK_SECRET is wrong: with WEBHOOK_URL it must be 1 to 256 of A-Z a-z 0-9 _ -")
        return self

    @model_validator(mode="after")
    def _webhook_is_safe(self) -> Settings:
        if self.webhook_url.startswith("http://") and self.telegram_api_url.rstrip("/") == _TELEGRAM:
            raise ValueError("WEBHOOK_URL is wrong: Telegram calls https:// only, see docs/deploy.md")
        return self

    @property
    def listen(self) -> tuple[str, int]:
        """Host and port of the webhook server."""
        host, _, port = self.webhook_listen.rpartition(":")
        return host.strip("[]"), int(port)


Kind = TypeVar("Kind", bound=_Environment)


def load_settings(kind: type[Kind]) -> Kind:
    """The settings of this kind.

    Raises:
        ConfigError: one line for each setting that is missing or wrong.
    """
    try:
        return kind()
    except ValidationError as failure:
        lines = [_line(error["loc"], error["msg"]) for error in failure.errors()]
        raise ConfigError("\n".join(lines)) from None
    except UnicodeDecodeError:
        message = ".env is not a text in UTF-8: save it in that encoding"
        raise ConfigError(message) from None
    except OSError as failure:
        message = f".env cannot be read: {failure.strerror}"
        raise ConfigError(message) from None


def _line(place: tuple[int | str, ...], message: str) -> str:
    text = message.removeprefix("Value error, ")
    if not place:
        return text
    name = str(place[0]).upper()
    hint = _HOW_TO.get(name)
    if message == "Field required":
        return f"{name} is missing: {hint}"
    return f"{name} is wrong: {text}" + (f"; {hint}" if hint else "")
