"""Wires everything; the only place that knows all parts."""

from __future__ import annotations

import asyncio
import gc
import signal
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from bot.app.interview import Interviews
from bot.app.plan_files import PlanFiles
from bot.app.reminding import Reminding
from bot.config import ConfigError
from bot.definitions.questionnaires import load_questionnaire
from bot.definitions.reading import read
from bot.definitions.reminders import load_policy
from bot.delivery import webhook
from bot.delivery.introducing import insistently, set_menus, username
from bot.delivery.receiver import ALLOWED_UPDATES, Receiver
from bot.delivery.rich import RichMessages
from bot.delivery.service import Delivery
from bot.delivery.telegram import RejectedError, Telegram
from bot.domain.planning.catalog import Catalog
from bot.domain.reminders.situation import weights
from bot.failpoints import Failpoints
from bot.moments.reading import RussianMoments
from bot.rendering.commands import Commands
from bot.rendering.documents.keeping import KeptDocuments
from bot.rendering.documents.making import DocumentMaker
from bot.rendering.documents.words import Words
from bot.rendering.labels import Labels
from bot.rendering.messages import Messages
from bot.rendering.plan import PlanMessages
from bot.rendering.readings import PlanReadings
from bot.rendering.zones import Zones
from bot.storage.batches import Batches
from bot.storage.cache import BriefCache
from bot.storage.database import open_database
from bot.storage.outbox import outbox_numbers
from bot.system import RandomIds, SystemClock
from bot.working_days import CountryWorkingDays, known_countries
from handlers.conversation import Conversation
from handlers.desk import Desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from bot.app.ports import Clock, Ids
    from bot.config import DefinitionSettings, Settings
    from bot.domain.questionnaire import Questionnaire
    from bot.domain.reminders.policy import ReminderPolicy

_AWAKE_SECONDS = 30.0
TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Bot:
    """A wired bot. ``run`` serves until ``stop``."""

    settings: Settings
    telegram: Telegram
    batches: Batches
    delivery: Delivery

    async def run(self) -> None:
        # What lives till the end is not worth looking at again: without this, collections cost the slowest taps most.
        gc.collect()
        gc.freeze()
        await self.delivery.run(self._receive_by_webhook if self.settings.webhook_url else self._receive_by_polling)

    def stop(self) -> None:
        self.delivery.stop()

    async def _receive_by_polling(self) -> None:
        await insistently(lambda: self.telegram.call("deleteWebhook", {}))
        _log.info("bot.ready", receives_by="polling")
        batches = self.batches
        receiver = Receiver(self.telegram, batches.database, batches.clock, self.delivery.wake, self.delivery.heard)
        await receiver.run()

    async def _receive_by_webhook(self) -> None:
        batches, secret = self.batches, self.settings.webhook_secret.get_secret_value()
        server = webhook.WebhookServer(batches.database, batches.clock, secret, self.delivery.wake)
        runner = web.AppRunner(server.application(), access_log=None)
        await runner.setup()
        try:
            await _listen(web.TCPSite(runner, *self.settings.listen), self.settings.webhook_listen)
            address = self.settings.webhook_url.rstrip("/") + webhook.PATH
            params = {"url": address, "secret_token": secret, "allowed_updates": ALLOWED_UPDATES}
            await self._set_webhook(params)
            _log.info("bot.ready", receives_by="webhook", address=address)
            await self._listen_on()
        finally:
            await runner.cleanup()

    async def _listen_on(self) -> None:
        """Silence tells nothing here, for maybe nobody writes; but a machine that slept has heard nothing."""
        while True:
            await asyncio.sleep(_AWAKE_SECONDS)
            await self.delivery.heard()

    async def _set_webhook(self, params: Mapping[str, object]) -> None:
        try:
            await insistently(lambda: self.telegram.call("setWebhook", params))
        except RejectedError as refusal:
            message = f"WEBHOOK_URL is wrong: Telegram refuses {self.settings.webhook_url} ({refusal})"
            raise ConfigError(message) from refusal


@dataclass(frozen=True, slots=True)
class Definitions:
    """What an integrator may write: read once, never changed."""

    questionnaire: Questionnaire
    catalog: Catalog
    labels: Labels
    words: Words
    commands: Commands
    policy: ReminderPolicy


def load_definitions(settings: DefinitionSettings) -> Definitions:
    """Questionnaire and catalog of the settings, and the words of ``templates/``.

    Two that do not belong together are no reason to refuse service: a brief can be answered without rules.

    Raises:
        BriefBotError: a file is not usable; the message names the line.
    """
    questionnaire, catalog = load_questionnaire(settings.questionnaire), read(settings.catalog, Catalog)
    if catalog.questionnaire != questionnaire.id:
        effect = "plans have answers alone: see python -m bot check"
        _log.warning(
            "catalog.of_another_questionnaire",
            catalog=str(settings.catalog),
            questionnaire=questionnaire.id,
            effect=effect,
        )
    return Definitions(
        questionnaire,
        catalog,
        read(TEMPLATES / "messages" / "labels.yaml", Labels),
        read(TEMPLATES / "documents" / "labels.yaml", Words),
        read(TEMPLATES / "messages" / "commands.yaml", Commands),
        load_policy(TEMPLATES / "reminders" / "policy.yaml", known_countries()),
    )


@asynccontextmanager
async def assembled(
    settings: Settings, clock: Clock | None = None, ids: Ids | None = None, definitions: Definitions | None = None
) -> AsyncIterator[Bot]:
    """A bot with everything it needs, connected to its database and to Telegram.

    Raises:
        BriefBotError: a definition, the database or the token is not usable; the message says what to do.
    """
    clock, ids = clock or SystemClock(), ids or RandomIds()
    # Definitions come first: what is wrong with them is to be told even while Telegram cannot be reached.
    definitions = definitions or load_definitions(settings)
    desk = make_desk(settings, definitions, clock, ids)
    failpoints = Failpoints.from_environment()
    telegram = Telegram(settings.telegram_api_url, settings.bot_token.get_secret_value(), failpoints)
    try:
        async with open_database(settings.database_url, failpoints) as database:
            numbers = await database.transaction("reader", outbox_numbers)
            batches = Batches(database, BriefCache(), numbers, clock)
            desk = replace(desk, username=await username(telegram))
            await set_menus(telegram, definitions.commands, settings.bot_admins)
            conversation = Conversation(desk, settings.bot_token.get_secret_value())
            with closing(KeptDocuments(DocumentMaker(TEMPLATES, definitions.words), settings.zone)) as documents:
                files = PlanFiles(batches.brief, desk.interviews, documents)
                rich = RichMessages(settings.rich_messages, settings.telegram_api_url, database, clock)
                delivery = Delivery(telegram, batches, conversation, files, rich)
                yield Bot(settings, telegram, batches, delivery)
    finally:
        await telegram.close()


def make_desk(settings: Settings, definitions: Definitions, clock: Clock, ids: Ids) -> Desk:
    """Everything but the bot's own name, which only Telegram knows."""
    interviews = Interviews(definitions.questionnaire, definitions.catalog)
    working_days, weighed = CountryWorkingDays(definitions.policy.country), weights(definitions.catalog)
    return Desk(
        clock=clock,
        ids=ids,
        interviews=interviews,
        messages=Messages(TEMPLATES, definitions.questionnaire.about),
        plans=PlanMessages(TEMPLATES, settings.zone),
        labels=definitions.labels,
        readings=PlanReadings(TEMPLATES, settings.zone),
        username="",
        admins=frozenset(settings.bot_admins),
        zone=settings.zone,
        zones=read(TEMPLATES / "messages" / "zones.yaml", Zones),
        moments=RussianMoments(),
        working_days=working_days,
        reminding=Reminding(clock, interviews, definitions.policy, working_days, weighed, settings.zone),
    )


async def run(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT, then come to a good end."""
    async with assembled(settings) as bot:
        loop = asyncio.get_running_loop()
        for stopping in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(stopping, bot.stop)
        await bot.run()


async def _listen(site: web.TCPSite, address: str) -> None:
    try:
        await site.start()
    except OSError as failure:
        message = f"WEBHOOK_LISTEN is wrong: the bot cannot listen at {address} ({failure.strerror})"
        raise ConfigError(message) from failure
