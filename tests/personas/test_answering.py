"""A company can say only what a client could, and is told where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.definitions.faults import InvalidDefinitionError
from bot.definitions.reading import read
from tests.personas.answering import CompanyError, Interview
from tests.personas.company import COMPANIES, Company
from tests.personas.test_plans import CRM

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import JsonValue


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"trade": "wolesale"}, "trade: .*«wolesale»"),
        ({"budget": "100"}, "budget: not asked"),
        ({"lead_stages": ["new"]}, "lead_stages: not asked"),
        ({"users": "много"}, "users: refused as not_a_number"),
        ({"users": "0"}, "users: refused as too_small"),
        ({"pains": "lost_requests"}, "pains: .*a list expected"),
        ({"deal_scenarios": [f"Сценарий {number}" for number in range(21)]}, "deal_scenarios: refused as too_many"),
        ({"deal_scenarios": ["simple"], "deal_stages@project": ["paid"]}, "deal_stages@project: .*«project»"),
        ({"roles": ["manager"], "rights": {"head": ["all"]}}, "rights: .*«head»"),
        ({"own_reports": [{"rows": "Заказы", "colour": "red"}]}, "own_reports: .*colour"),
    ],
)
def test_what_no_client_could_answer_is_named_with_its_place(said: dict[str, JsonValue], fault: str) -> None:
    with pytest.raises(CompanyError, match=fault):
        Interview(CRM).note(said)


def test_a_misspelt_key_of_a_file_is_named_with_its_line(tmp_path: Path) -> None:
    text = (COMPANIES / "two_people.yaml").read_text("utf-8").replace("findings:", "findigns:")
    (tmp_path / "two.yaml").write_text(text, "utf-8")
    with pytest.raises(InvalidDefinitionError, match="findigns"):
        read(tmp_path / "two.yaml", Company)


def test_said_again_a_list_keeps_what_is_named_again() -> None:
    interview = Interview(CRM)
    interview.note({"deal_scenarios": ["simple", "Ремонт"]})
    first = {element.label: element.id for element in interview.route.standing.elements("deal_scenarios", ())}
    interview.note({"deal_scenarios": ["Ремонт", "project"]})
    again = {element.label: element.id for element in interview.route.standing.elements("deal_scenarios", ())}
    assert again["Ремонт"] == first["Ремонт"]
    assert list(again) == ["Ремонт", "Проект с подзадачами"]
