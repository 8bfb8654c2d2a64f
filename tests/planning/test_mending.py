"""The fixes of the product: a tap does away with the finding, raises no other, and leaves the rest as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answers import Answer, AnswerStatus
from bot.domain.planning.building import build_plan
from bot.domain.planning.plan import Severity
from bot.domain.route import basis_of, effects, find_route
from bot.domain.values import Item, ListValue
from tests.planning.anything import answers
from tests.planning.making import START, Said, answered, brief, listed, many, marked, mended
from tests.planning.test_bitrix_catalog import CASES, CATALOG, CRM, SOUND, stages
from tests.planning.test_properties import few

if TYPE_CHECKING:
    from bot.domain.answers import Answers, QuestionKey
    from bot.domain.planning.plan import Fix, Plan

FIXES = {rule.id: rule.fix for rule in CATALOG.findings if rule.fix}
#: Where one tap is of no help to the answers that raise the finding: others that it does help.
ELSE: dict[str, dict[str, Said]] = {
    "lead_stages_doubled": {"lead_stages": stages("Новая заявка", "ЛПР установлено", "Бриф выслан", "новая  заявка")},
    "deal_stages_doubled": {
        "deal_stages__d": stages("Заказ принят", "Счет выставлен", "Оплата получена", "Отгружено", "Счёт выставлен")
    },
    "banned_channel": {"channels": many("vk", "facebook"), "channel_owners": marked(vk="sales", facebook="sales")},
    "nobody_sees_all": {
        "roles": ListValue((Item("m", "Менеджер"), Item("a", "Админ", "administrator"))),
        "rights": marked(m="own edit", a="department edit"),
    },
    "roles_doubled": {
        "roles": listed(m="Менеджер", a="Администратор", b="менеджер"),
        "rights": marked(m="own edit", a="all edit"),
    },
}
MENDED = [(name, ELSE.get(name, changes)) for name, changes in CASES if name in FIXES]
HELPLESS = [(name, changes) for name, changes in CASES if name in ELSE]


def planned(given: Answers) -> Plan:
    return build_plan(brief(CRM, given), find_route(CRM, given), CATALOG)


def after(given: Answers, fix: Fix) -> Answers:
    """The fix applied as an answer of the client."""
    route = find_route(CRM, given)
    step = route.by_key[fix.key]
    rule = next(rule for rule in CATALOG.findings if rule.id == fix.finding)
    value = mended(route, CATALOG, rule, step)
    assert value is not None
    row = Answer(given.next_seq, fix.key, AnswerStatus.ANSWERED, value, 7, START, "1", basis_of(route, step))
    return given.with_(row)


def problems(plan: Plan, among: set[QuestionKey]) -> set[tuple[str, QuestionKey]]:
    found = plan.findings
    return {(each.id, each.key) for each in found if each.severity is Severity.PROBLEM and each.key in among}


def with_changes(changes: dict[str, Said]) -> Answers:
    return answered(SOUND | {key.replace("__", "@"): value for key, value in changes.items()})


@pytest.mark.parametrize(("finding", "changes"), MENDED, ids=[name for name, _ in MENDED])
def test_one_tap_leaves_a_sound_brief(finding: str, changes: dict[str, Said]) -> None:
    before = with_changes(changes)
    fix = next(each.fix for each in planned(before).findings if each.id == finding)
    assert fix is not None
    assert fix.label == FIXES[finding].label
    assert planned(after(before, fix)).findings == ()


@pytest.mark.parametrize(("finding", "changes"), HELPLESS, ids=[name for name, _ in HELPLESS])
def test_where_the_client_must_choose_no_fix_is_offered(finding: str, changes: dict[str, Said]) -> None:
    assert [each.fix for each in planned(with_changes(changes)).findings if each.id == finding] == [None]


def test_every_fix_has_its_case() -> None:
    assert set(FIXES) <= {name for name, _ in CASES}


@few
@given(data=st.data())
def test_whatever_the_answers_a_fix_mends_its_finding_and_harms_nothing(data: st.DataObject) -> None:
    before: Answers = data.draw(answers(CRM))
    route, plan = find_route(CRM, before), planned(before)
    for finding in plan.findings:
        if finding.fix is None:
            continue
        mended = after(before, finding.fix)
        there = set(route.by_key)
        now = planned(mended)
        assert (finding.id, finding.key) not in {(each.id, each.key) for each in now.findings}
        assert problems(now, there) <= problems(plan, there)
        changed = effects(route, find_route(CRM, mended), finding.key)
        if FIXES[finding.id].kind not in ("pick", "take_out"):
            assert (changed.shelved, changed.stale) == ((), ())
