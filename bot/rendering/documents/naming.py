"""Names of files, fit for every disk and for Telegram."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.rendering.documents.data import PlanData
    from bot.rendering.documents.words import Words

#: What Windows forbids, controls, and signs that turn the direction of what follows.
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')
#: Disks take 255 bytes; a Russian letter is two. Room for the rest of the name is left.
_LONGEST_PART = 120


def plan_name(plan: PlanData, words: Words, ending: str) -> str:
    """After the company and the version."""
    passport = plan.passport
    label = words.document.file if passport.submitted_at else words.document.file_draft
    return label.format(company=fit(passport.company), version=passport.version) + f".{ending}"


def picture_name(plan: PlanData, words: Words, pipeline: str) -> str:
    company = fit(plan.passport.company)
    return words.document.picture.format(company=company, pipeline=fit(pipeline)) + ".png"


def fit(text: str) -> str:
    """The text as a part of a file's name; of one that has nothing fit in it a dash is left."""
    line = " ".join(_UNFIT.sub(" ", text).split())
    cut = line.encode()[:_LONGEST_PART].decode(errors="ignore")
    return cut.strip(" .") or "-"
