"""Plans and notices with what somebody typed wherever that can stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.answers import AnswerStatus, Attachment, QuestionKey
from bot.domain.brief import Submission
from bot.domain.planning.building import answers_in_full, build_plan
from bot.domain.route import Progress, find_route
from bot.domain.steps import StepStatus
from bot.domain.values import NumberValue, TextValue
from tests.planning.bakery import BAKERY, BAKERY_CATALOG
from tests.planning.making import START, Said, brief, choice, listed, many, marked, record, records

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.domain.brief import Brief
    from bot.rendering.plan import PlanMessages
    from tests.rendering.sayings import Saying

Values = dict[str, object]


def _said(saying: Saying) -> dict[str, Said]:
    return {
        "open": choice("yes"),
        "ovens": AnswerStatus.UNKNOWN,
        "cakes": listed(bun=saying.label, pie=f"{saying.label[:-1]}1"),
        "steps@bun": listed(mix=saying.label, rest="Отдых", bake="Печь"),
        "checks@bun": marked(own={"o": saying.label}, mix="o weight", rest="", bake="o"),
        "alarms@bun": records(record("a", step="@mix", what="=sms", after=15, whom=saying.text)),
        "steps@pie": (AnswerStatus.DISCUSS, listed(cut=saying.label)),
        "ways": many("hall", own=(saying.label,)),
        "menu": records(record("m", key="=k1", name=saying.text, kind="=group")),
        "note": TextValue(saying.text),
    }


def _filled(saying: Saying) -> Brief:
    kinds = ("photo", "document", "voice", "audio", "video", "video_note")
    files = tuple(
        Attachment(seq, QuestionKey("note"), kind, "id", saying.optional, saying.caption, 7, START)  # type: ignore[arg-type]  # one of the kinds
        for seq, kind in enumerate(kinds, 1)
    )
    return replace(brief(BAKERY, _said(saying), company=saying.name, attachments=files), contact=saying.name)


def _bare(saying: Saying) -> Brief:
    """Nothing is answered, nothing is sent."""
    return replace(brief(BAKERY, {}, company=saying.name, submitted=False), contact=saying.optional)


def plan_readings(name: str, saying: Saying, plans: PlanMessages) -> list[str]:
    """All messages of ``plan/<name>.jinja`` for a filled brief and for a bare one, with and without a catalog."""
    seen: list[str] = []
    for drafted in (_filled(saying), _bare(saying)):
        route = find_route(BAKERY, drafted.answers)
        for catalog in (BAKERY_CATALOG, None):
            plan = build_plan(drafted, route, catalog)
            match name:
                case "first_screen" | "sections":
                    first, *rest = plans.summary(plan)
                    seen += [first] if name == "first_screen" else rest
                case "agenda":
                    seen += plans.agenda(plan)
                case "answers":
                    seen += plans.answers(answers_in_full(route))
                case _:
                    seen += plans.client_copy(plan)
    return seen


def notice_values(name: str, saying: Saying, zone: ZoneInfo) -> list[Values]:
    """What the notice is told; one that needs no values is told nothing."""
    person: Values = {"name": saying.name, "company": saying.name, "contact": saying.name}
    match name:
        case "recap":
            lines = (saying.text, saying.label)
            return [{"short": f"Стадии: {saying.label}", "lines": lines, "status": status} for status in StepStatus]
        case "manager_brief":
            return [{"brief": each, "progress": Progress(3, 8, 240), "zone": zone} for each in _briefs(saying)]
        case "manager_briefs":
            lines = tuple((each, Progress(3, 8, 240)) for each in _briefs(saying)) * 2
            return [{"lines": lines, "total": 10, "page": 0, "zone": zone}, {"lines": (), "total": 0, "page": 0}]
        case "attachment":
            return [{"short": f"Стадии: {saying.label}", "caption": saying.caption}]
        case "invitation":
            link = "https://t.me/brief_bot?start=token"
            return [{"contact": saying.name, "manager": manager, "link": link} for manager in (saying.name, "")]
        case "manager_submitted":
            return [{**person, "again": again} for again in (False, True)]
        case "new_needs_name":
            return [{"limit": 100}]
        case "privacy":
            return [{"manager": saying.name}, {"manager": ""}]
        case "help_manager" | "new_contact" | "new_done" | "manager_files" | "manager_started":
            return [person]
        case "manager_link_taken" | "manager_unreachable":
            return [person]
        case _:
            return [{}]


def _briefs(saying: Saying) -> list[Brief]:
    """One of every standing: invited, opened, started, sent, sent again."""
    bare, filled = _bare(saying), _filled(saying)
    twice = (*filled.submissions, Submission(99, START + timedelta(days=2)))
    return [
        replace(bare, started_at=None, client_id=None, contact=saying.name),
        replace(bare, started_at=None, contact=saying.name),
        replace(filled, submissions=()),
        filled,
        replace(filled, submissions=twice),
    ]
