"""The words on buttons and in toasts, from ``templates/messages/labels.yaml``: a missing or unknown one is an error."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from bot.domain.conditions import Definition


class ButtonLabels(Definition):
    begin: str
    privacy: str
    agree: str
    next: str
    keep: str
    back: str
    to_question: str
    sections: str
    details: str
    discuss: str
    unknown: str
    undo: str
    chosen: str
    advised: str
    usual: str
    take_options: str
    keep_list: str
    take_grid: str
    take_records: str
    add: str
    change: str
    other_preset: str
    rewrite: str
    like_sibling: str
    up: str
    down: str
    rename: str
    remove: str
    walk_rows: str
    like_previous: str
    next_row: str
    finish_rows: str
    new_record: str
    nest: str
    edit_record: str
    mend_record: str
    duplicate: str
    save: str
    save_and_more: str
    skip: str
    to_card: str
    page_back: str
    page_next: str
    section_line: str
    step_line: str
    resume: str
    review: str
    look: str
    submit: str
    submit_again: str
    supplement: str
    cancel: str
    new_brief: str
    briefs: str
    brief_line: str
    plan: str
    agenda: str
    answers: str
    files: str
    pdf: str
    more_files: str
    pictures: str
    docx: str
    xlsx: str
    html: str
    json_file: str
    classic: str
    link: str
    delete_brief: str
    delete_now: str
    to_list: str
    set_meeting: str
    move_meeting: str
    meeting_zone: str
    call_off: str
    call_off_now: str
    keep_meeting: str
    no_meeting: str
    to_brief: str
    to_days: str
    half_hours: str
    whole_hours: str
    other_hour: str
    ask_to_move: str
    snooze_hour: str
    snooze_evening: str
    snooze_tomorrow: str
    snooze_monday: str
    discuss_all: str
    no_reminders: str
    remind_again: str
    remind_now: str
    send_reminder: str
    send_reminder_later: str
    digest_remind: str
    digest_contact: str
    digest_put_off: str
    meeting_held: str
    meeting_missed: str
    share: str


Name = Annotated[str, Field(min_length=1)]


class CalendarWords(Definition):
    """``{day}`` and ``{month}`` are put in."""

    weekdays: tuple[Name, Name, Name, Name, Name, Name, Name]
    months: tuple[Name, ...] = Field(min_length=12, max_length=12)
    day: Name
    today: Name
    day_off: Name
    #: In place of a day that cannot be picked.
    none: Name
    earlier: Name
    later: Name


class Signs(Definition):
    done: str
    later: str
    open: str


class Toasts(Definition):
    outdated: str
    pick_a_number: str
    day_is_over: str
    another_month: str
    not_that_late: str
    no_meeting: str
    no_longer: str
    put_off: str
    not_for_you: str


class Labels(Definition):
    buttons: ButtonLabels
    calendar: CalendarWords
    signs: Signs
    toasts: Toasts
