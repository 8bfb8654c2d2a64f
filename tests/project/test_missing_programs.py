"""A test that cannot run is noticed where everything is to be there, and says what it lacks elsewhere."""

from __future__ import annotations

import pytest

from tests.programs import chromium_program, go_without


@pytest.mark.parametrize("ci", ["", "1", "false"])
def test_a_missing_program_skips_and_says_how_to_get_it(ci: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(pytest.skip.Exception, match="apt-get install it"):
        go_without("apt-get install it")


def test_under_ci_a_missing_program_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="apt-get install it"):
        go_without("apt-get install it")


def test_a_missing_browser_fails_under_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(pytest.fail.Exception, match="install Debian's `chromium`"):
        chromium_program("/nowhere/chrome")


def test_the_browser_of_playwright_is_taken_where_the_machine_has_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chrome = tmp_path_factory.mktemp("browsers") / "chrome"
    chrome.touch()
    monkeypatch.setenv("PATH", "")
    assert chromium_program(str(chrome)) == str(chrome)
