"""Fixtures: pages in a headless Chromium, the one of the machine or else the one that Playwright installs.

A test module that uses them declares ``pytest_plugins = ("tests.browser",)`` and runs in the loop of the session, where
the browser lives: ``pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]``.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import pytest_asyncio
from playwright.async_api import Dialog, async_playwright

from tests.programs import chromium_program

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, BrowserContext, Page

_QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

#: Longer than any answer of a local server takes, also on a busy machine; milliseconds.
PATIENCE = 10_000


@dataclass
class Pages:
    """Opens pages, each in a context of its own, and keeps what went wrong on them."""

    browser: Browser
    faults: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    async def blank(self, *, width: int = 1100, height: int = 900, scheme: Literal["light", "dark"] = "light") -> Page:
        """A page that has gone nowhere yet."""
        context = await self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
        )
        self._contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = await context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", self._refuse)
        return page

    async def open(
        self, url: str, *, width: int = 1100, height: int = 900, scheme: Literal["light", "dark"] = "light"
    ) -> Page:
        """A page at ``url``."""
        page = await self.blank(width=width, height=height, scheme=scheme)
        await page.goto(url)
        return page

    async def close(self) -> None:
        for context in self._contexts:
            await context.close()

    async def _refuse(self, dialog: Dialog) -> None:
        """Nothing here opens the browser's own dialogs; a script that slipped in would."""
        self.faults.append(f"{dialog.type}: {dialog.message}")
        await dialog.dismiss()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A Chromium for the whole session. Where there is none, tests fail under ``CI=true`` and are skipped elsewhere."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(
            executable_path=chromium_program(playwright.chromium.executable_path), args=_flags()
        )
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="session")
async def pages(browser: Browser) -> AsyncIterator[Pages]:
    """Pages of one test; errors of their scripts fail it."""
    opened = Pages(browser)
    yield opened
    await opened.close()
    assert not opened.faults


def _flags() -> list[str]:
    """Chromium refuses to run as root inside its sandbox."""
    return [*_QUIET, "--no-sandbox"] if os.geteuid() == 0 else list(_QUIET)
