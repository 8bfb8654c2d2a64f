"""What is told of an element that goes: what was said of it, and of nothing that only bears the same id."""

from __future__ import annotations

from bot.domain.answers import QuestionKey
from bot.domain.edits import SaveRecord, Toggle, ToggleCell
from bot.domain.hanging import hanging_on
from bot.domain.values import ItemValue, Record
from tests.domain.talking import Talk, questions

TWO_PLACES = """
- {id: sells, kind: multichoice, options: [town, web]}
- {id: bakes, kind: multichoice, options: [town, web]}
- {id: shown, kind: grid, rows: sells, columns: [{id: price, label: Price}]}
- {id: alarms, kind: records, summary: "{at}", fields: [{id: at, kind: item, from: bakes}]}
"""


def talk() -> Talk:
    told = Talk(questions(TWO_PLACES)).do("sells", Toggle("town")).do("bakes", Toggle("town"))
    told.do("shown", ToggleCell("town", "price"))
    return told.do("alarms", SaveRecord(Record("r", {"at": ItemValue("town")})))


def hanging(question: str) -> list[tuple[str, tuple[str, ...]]]:
    found = hanging_on(talk().route, QuestionKey(question), "town")
    return [(each.step.key.question, each.labels) for each in found]


def test_the_row_of_an_element_hangs_on_it() -> None:
    assert hanging("sells") == [("shown", ("Price",))]


def test_a_record_hangs_on_the_element_that_it_points_at_and_on_no_other_of_the_same_id() -> None:
    assert hanging("bakes") == [("alarms", ("Town",))]
