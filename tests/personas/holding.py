"""The largest company: a holding with twelve trades, each its own pipeline with twenty-five fields of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.personas.company import Company

if TYPE_CHECKING:
    from pydantic import JsonValue

#: A trade, what it is called in its stages, and the five parts that its fields describe.
_TRADES = {
    "Окна": ("окон", ("рамы", "стекла", "подоконника", "отлива", "фурнитуры")),
    "Двери": ("дверей", ("полотна", "коробки", "замка", "петель", "порога")),
    "Кухни": ("кухни", ("столешницы", "фасада", "мойки", "вытяжки", "цоколя")),
    "Лестницы": ("лестницы", ("ступени", "перил", "тетивы", "площадки", "балясины")),
    "Кровля": ("кровли", ("листа", "обрешётки", "водостока", "снегозадержателя", "конька")),
    "Фасады": ("фасада", ("панели", "утеплителя", "профиля", "откоса", "крепежа")),
    "Полы": ("пола", ("доски", "подложки", "плинтуса", "стяжки", "лаги")),
    "Заборы": ("забора", ("столба", "пролёта", "калитки", "ворот", "бетона")),
    "Бассейны": ("бассейна", ("чаши", "насоса", "фильтра", "плитки", "павильона")),
    "Теплицы": ("теплицы", ("каркаса", "поликарбоната", "грядки", "форточки", "полива")),
    "Бани": ("бани", ("сруба", "печи", "полка", "дымохода", "предбанника")),
    "Навесы": ("навеса", ("фермы", "стойки", "покрытия", "анкера", "желоба")),
}
_ASPECTS = ("Размер", "Цвет", "Марка", "Количество", "Дата поставки")


def holding() -> Company:
    """Twelve pipelines, three hundred fields, thirty-six robots, and what an integrator expects of that."""
    answers: dict[str, JsonValue] = dict(_BEFORE)
    answers["deal_scenarios"] = list(_TRADES)
    for trade, (of_it, parts) in _TRADES.items():
        answers |= _pipeline(trade, of_it, parts)
    return Company.model_validate({"about": __doc__, "answers": answers | _AFTER, "expected": _expected()})


def _pipeline(trade: str, of_it: str, parts: tuple[str, ...]) -> dict[str, JsonValue]:
    stages = (
        *(f"{done} {of_it}" for done in ("Замер", "Смета", "Договор", "Поставка", "Монтаж", "Приёмка")),
        "closing",
    )
    marks: dict[str, JsonValue] = {stages[0]: ["deadline"]}
    for stage, part in zip(stages[1:6], parts, strict=True):
        marks[stage] = [f"{aspect} {part}" for aspect in _ASPECTS]
    marks |= {"closing": ["closing_scan"], "won": [], "lost": ["reject_reason"]}
    return {
        f"deal_stages@{trade}": list(stages),
        f"deal_fields@{trade}": marks,
        f"deal_automation@{trade}": [
            {"stage": stages[1], "what": "task", "timing": "after", "delay": "2", "text": f"Обсудить смету {of_it}"},
            {"stage": stages[3], "what": "notice", "to_whom": "warehouse", "text": f"Готовить поставку {of_it}"},
            {"preset": "closing_task"},
        ],
    }


_BEFORE: dict[str, JsonValue] = {
    "trade": "construction",
    "users": "120",
    "pains": ["no_overview", "manual_reports"],
    "lead_facts": ["flow"],
    "lead_need": "yes",
    "lead_stages": ["new", "contacted"],
    "sales_script": "Скрипта нет",
    "lead_fields": {
        "new": ["phone", "source"],
        "contacted": ["name"],
        "qualified": ["need"],
        "unqualified": ["reject_reason"],
    },
    "lead_automation": [],
}
_AFTER: dict[str, JsonValue] = {
    "telephony_need": ["outgoing", "incoming"],
    "telephony_number": "buy",
    "callers": "60",
    "call_minutes": "40000–60000",
    "call_devices": ["headset"],
    "call_departments": ["sales"],
    "voice_menu_need": "no",
    "desk_phones_need": "no",
    "channels": ["none"],
    "standard_reports": ["leads", "deals", "calls", "plan"],
    "own_reports": [],
    "roles": ["manager", "head", "administrator"],
    "rights": {
        "manager": ["own", "edit"],
        "head": ["department", "edit", "export"],
        "administrator": ["all", "edit", "delete", "export"],
    },
    "administrator": "it",
    "extras": ["none"],
}


def _expected() -> dict[str, JsonValue]:
    works: dict[str, JsonValue] = {
        "meeting": "2–3",
        "people": "0.5–1",
        "portal": "1–2",
        "lead_stages": "1",
        "lead_fields": "0.5–1",
        "pipelines": "12–24",
        "number_papers": "0.5–1",
        "telephony": "2–4",
        "standard_reports": "1.5–2",
        "roles": "1.5–3",
        "training": "3–5",
        "trying": "2–4",
        "pilot": "4–6",
    }
    for trade in _TRADES:
        works |= {
            f"deal_stages@{trade}": "2.5–3.5",
            f"deal_fields@{trade}": "3–6",
            f"deal_texts@{trade}": "1–1.5",
            f"deal_rules@{trade}": "1.5–3",
        }
    return {
        "tariff": {
            "plan": "Энтерпрайз",
            "because": ["сотрудников 120, на «Профессиональном» до 100", "воронок сделок 12"],
        },
        "decisions": {
            "leads": "CRM с лидами: 2 стадии",
            "pipelines": "12 воронок сделок: Окна, Двери",
            "deal_automation": "36 автоматических действий",
            "telephony_both": "Номер Битрикс24",
            "no_channels": "Без открытых линий",
            "reports": "Количество звонков",
            "roles": "3 роли доступа",
        },
        "findings": {},
        "works": works,
        "purchases": {"licence": "уточнить", "number": "от 500", "balance": "3000", "minutes": "40000–60000"},
        "totals": {"hours": "112.5–201", "once": "3000", "monthly": "от 40500 + 1 уточнить"},
        "agenda": {"first": [], "minutes": 0},
    }
