"""Plans and notices with what somebody typed wherever that can stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.app.cards.model import MeetingLine
from bot.app.interview import Interview
from bot.app.meetings import Hearing, News
from bot.domain.answers import AnswerStatus, Attachment, QuestionKey
from bot.domain.brief import Submission
from bot.domain.meeting import Meeting
from bot.domain.planning.building import answers_in_full
from bot.domain.route import Progress
from bot.domain.steps import StepStatus
from bot.domain.values import NumberValue, TextValue
from tests.planning.bakery import BAKERY, BAKERY_CATALOG
from tests.planning.making import START, Said, brief, choice, listed, many, marked, record, records, sent_twice
from tests.rendering import reminded
from tests.rendering.specimens import meeting_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zoneinfo import ZoneInfo

    from bot.domain.brief import Brief
    from bot.domain.planning.changes import Changes
    from bot.domain.planning.plan import Plan
    from bot.domain.route import Route
    from bot.rendering.plan import PlanMessages
    from bot.rendering.readings import PlanReadings, Telling
    from tests.rendering.sayings import Saying

_MEETING = Meeting(START + timedelta(days=3), "Asia/Vladivostok")

#: After the first sending of a brief that is sent twice.
_LATE = START + timedelta(minutes=80)

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
    return replace(
        brief(BAKERY, _said(saying), company=saying.name, attachments=files), contact=saying.name, meeting=_MEETING
    )


def _bare(saying: Saying) -> Brief:
    """Nothing is answered, nothing is sent."""
    return replace(brief(BAKERY, {}, company=saying.name, submitted=False), contact=saying.optional)


def _sent_again(saying: Saying) -> Brief:
    """All of it was answered in another way when it was sent for the first time; then there came files."""
    before: dict[str, Said] = {
        "open": choice("yes"),
        "ovens": NumberValue(3),
        "cakes": listed(bun="Булка", old=saying.label),
        "steps@bun": listed(bake="Печь", mix="Тесто", **{f"s{number}": saying.label for number in range(20)}),
        "alarms@bun": records(*(record(f"z{number}", what="=sms", whom=saying.text) for number in range(20))),
        "ways": many(own=(saying.label,) * 20),
        "note": TextValue(f"Раньше: {saying.text}"),
    }
    files = (Attachment(1, QuestionKey("note"), "document", "id", saying.optional, saying.caption, 7, _LATE),)
    made = sent_twice(BAKERY, before, _said(saying))
    return replace(made, company=saying.name, contact=saying.name, attachments=files)


def _planned(saying: Saying) -> Iterator[tuple[Route, Plan]]:
    """Of a filled brief, of one that was sent again and of a bare one, with and without a catalog."""
    for drafted in (_filled(saying), _sent_again(saying), _bare(saying)):
        for catalog in (BAKERY_CATALOG, None):
            interview = Interview(drafted, BAKERY, catalog)
            yield interview.route, interview.plan()


def _changes(saying: Saying) -> Iterator[Changes]:
    same = sent_twice(BAKERY, {"ovens": NumberValue(3)}, {})
    for made in (_sent_again(saying), same):
        changes = Interview(made, BAKERY, BAKERY_CATALOG).plan().changes
        assert changes is not None
        yield changes


def client_copies(saying: Saying, plans: PlanMessages) -> list[str]:
    return [message for _, plan in _planned(saying) for message in plans.client_copy(plan)]


def classic_readings(name: str, saying: Saying, readings: PlanReadings) -> list[str]:
    """All messages of ``plan/<name>.jinja`` for all these briefs, with and without a catalog."""
    return [html for telling in _tellings(name, saying, readings) for html in telling.classic]


def rich_readings(name: str, saying: Saying, readings: PlanReadings) -> list[str]:
    """All rich messages of ``plan/rich/<name>.jinja`` for the same briefs; each has a classic form."""
    tellings = _tellings(name, saying, readings)
    assert all(telling.classic for telling in tellings)
    return [html for telling in tellings for html in telling.rich]


def _tellings(name: str, saying: Saying, readings: PlanReadings) -> list[Telling]:
    tellings: list[Telling] = []
    for route, plan in _planned(saying):
        match name:
            case "first_screen" | "sections":
                first, *rest = readings.summary(plan)
                tellings += [first] if name == "first_screen" else rest
            case "agenda":
                tellings += readings.agenda(plan)
            case _:
                tellings += readings.answers(answers_in_full(route))
    return tellings


def notice_values(name: str, saying: Saying, zone: ZoneInfo) -> list[Values]:
    """What the notice is told; one that needs no values is told nothing."""
    make = _NOTICES.get(name)
    return make(saying, zone) if make else [{}]


def _person(saying: Saying, _: ZoneInfo) -> list[Values]:
    return [{"name": saying.name, "company": saying.name, "contact": saying.name}]


def _recap(saying: Saying, _: ZoneInfo) -> list[Values]:
    told = {"short": f"Стадии: {saying.label}", "lines": (saying.text, saying.label)}
    return [{**told, "status": status} for status in StepStatus]


def _brief_cards(saying: Saying, zone: ZoneInfo) -> list[Values]:
    meetings = [None, *_meetings(saying)]
    told = {"progress": Progress(3, 8, 240, 38), "zone": zone, "today": START.date()}
    return [
        {**told, "brief": each, "meeting": meeting, "unheard": unheard}
        for each in _briefs(saying)
        for meeting in meetings
        for unheard in (0, 2)
    ]


def _brief_list(saying: Saying, zone: ZoneInfo) -> list[Values]:
    lines = tuple(
        (each, Progress(3, 8, 240, 38), meeting)
        for each in _briefs(saying)
        for meeting in (None, *meeting_lines(saying))
    )
    return [
        {"lines": lines, "total": 10, "page": 0, "zone": zone, "today": START.date()},
        {"lines": (), "total": 0, "page": 0},
    ]


def _invitation(saying: Saying, _: ZoneInfo) -> list[Values]:
    link = "https://t.me/brief_bot?start=token"
    return [
        {"contact": saying.name, "manager": manager, "link": link, "meeting": meeting}
        for manager in (saying.name, "")
        for meeting in (None, *_meetings(saying))
    ]


def _meetings(saying: Saying) -> list[MeetingLine]:
    over = MeetingLine(START, START.date(), "МСК", over=True)
    return [*meeting_lines(saying), over, replace(over, held=True)]


def _setting(saying: Saying, _: ZoneInfo) -> list[Values]:
    """Every screen on which a manager sets a meeting."""
    told = {"company": saying.name, "contact": saying.name, "zone": "Москва, МСК", "month": "Ноябрь 2026"}
    return [
        {
            **told,
            "meeting": meeting,
            "hears": hears,
            "day": START.date(),
            "today": START.date(),
            "example": START.date(),
            "typed": typed,
        }
        for meeting in (None, *_meetings(saying))
        for typed in (False, True)
        for hears in Hearing
    ]


def _move_asked(saying: Saying, _: ZoneInfo) -> list[Values]:
    told = {"company": saying.name, "contact": saying.name}
    return [{**told, "meeting": meeting} for meeting in _meetings(saying) if meeting.asked]


def _meeting_news(saying: Saying, _: ZoneInfo) -> list[Values]:
    here, there = meeting_lines(saying)
    return [
        {"news": news, "before": before, "meeting": after, "manager": saying.name}
        for news in News
        for before, after in ((here, there), (there, here))
    ]


_NOTICES: dict[str, Callable[[Saying, ZoneInfo], list[Values]]] = {
    "manager_remind": lambda saying, _: reminded.preview_values(saying),
    "manager_no_reminder": lambda saying, _: reminded.refusal_values(saying),
    "manager_reminded": lambda saying, _: reminded.reminded_values(saying),
    "manager_contact": lambda saying, _: reminded.contact_values(saying),
    "manager_escalation": lambda saying, _: reminded.escalation_values(saying),
    "manager_digest": lambda saying, _: reminded.digest_values(saying),
    **dict.fromkeys(("manager_held", "manager_held_noted"), lambda saying, _: reminded.held_values(saying)),
    **dict.fromkeys(("reminder_discussed", "reminder_returned"), lambda saying, _: reminded.count_values(saying)),
    "reminder_put_off": lambda _saying, _zone: reminded.moment_values(none=False),
    "reminder_on": lambda _saying, _zone: reminded.moment_values(none=True),
    "recap": _recap,
    "before_start": lambda saying, _: [{"taking": 15, "manager": saying.name, "agree": "Согласен, начать"}],
    "manager_brief": _brief_cards,
    "manager_briefs": _brief_list,
    "attachment": lambda saying, _: [{"short": f"Стадии: {saying.label}", "caption": saying.caption}],
    "invitation": _invitation,
    "manager_move_asked": _move_asked,
    "meeting_news": _meeting_news,
    "manager_submitted": lambda saying, zone: [
        {**_person(saying, zone)[0], "changes": changes} for changes in (None, *_changes(saying))
    ],
    "client_resent": lambda saying, _: [{"changes": changes} for changes in _changes(saying)],
    "manager_delete": lambda saying, _: [
        {"company": saying.name, "answers": count, "files": files} for count, files in ((0, 0), (12, 0), (12, 3))
    ],
    "manager_deleted": _person,
    "new_done": lambda saying, zone: [{**_person(saying, zone)[0], "again": again} for again in (False, True)],
    "new_needs_name": lambda _saying, _zone: [{"limit": 100, "field": field} for field in ("company", "contact")],
    "privacy": lambda saying, _: [{"manager": saying.name}, {"manager": ""}],
    **dict.fromkeys(("help_manager", "new_contact", "manager_files", "manager_started"), _person),
    **dict.fromkeys((f"manager_meeting_{step}" for step in ("day", "hour", "zone", "off")), _setting),
    **dict.fromkeys(("manager_link_taken", "manager_unreachable"), _person),
}


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
