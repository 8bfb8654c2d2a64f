"""The HTML of rich messages: what it makes of tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.rich_blocks import RichMessage
from bot.simulator.rich_html import parse_rich_html

if TYPE_CHECKING:
    from bot.simulator.wire import Json, JsonObject


def blocks(html: str) -> list[JsonObject]:
    return [block.json() for block in parse_rich_html(html)]


def text(inline: str) -> Json:
    """What a paragraph makes of formatted words."""
    return blocks(f"<p>{inline}</p>")[0]["text"]


def read(html: str) -> str:
    return RichMessage(parse_rich_html(html)).words


def paragraph(words: str) -> JsonObject:
    return {"type": "paragraph", "text": words}


@pytest.mark.parametrize(
    ("html", "block"),
    [
        ("<p>а</p>", paragraph("а")),
        ("<h1>а</h1>", {"type": "heading", "text": "а", "size": 1}),
        ("<H6>а</h6>", {"type": "heading", "text": "а", "size": 6}),
        ("<footer>а</footer>", {"type": "footer", "text": "а"}),
        ("<aside>а</aside>", {"type": "pullquote", "text": "а"}),
        ("<hr/>", {"type": "divider"}),
        ("<pre> а\nб </pre>", {"type": "pre", "text": " а\nб "}),
        ('<pre><code class="language-sql">а</code></pre>', {"type": "pre", "text": "а", "language": "sql"}),
        (
            "<blockquote><p>а</p><hr/></blockquote>",
            {"type": "blockquote", "blocks": [paragraph("а"), {"type": "divider"}]},
        ),
        ("<blockquote collapsed>а</blockquote>", {"type": "expandable_blockquote", "text": "а"}),
        (
            "<details><summary>а</summary><p>б</p></details>",
            {"type": "details", "summary": "а", "blocks": [paragraph("б")]},
        ),
        (
            "<details open>\n <summary>а</summary>\n б\n</details>",
            {"type": "details", "summary": "а", "blocks": [paragraph("б")], "is_open": True},
        ),
        ("<ul><li>а</li></ul>", {"type": "list", "items": [{"label": "•", "blocks": [paragraph("а")]}]}),
    ],
)
def test_a_tag_makes_its_block(html: str, block: JsonObject) -> None:
    assert blocks(html) == [block]


def test_numbers_follow_each_other_and_may_be_told() -> None:
    [ordered] = blocks('<ol> <li>а</li> <li value="7">б</li> <li>в</li> </ol>')
    assert ordered["items"] == [
        {"label": f"{number}.", "blocks": [paragraph(words)], "value": number, "type": "1"}
        for number, words in ((1, "а"), (7, "б"), (8, "в"))
    ]


def test_runs_of_text_in_an_item_are_paragraphs_between_its_blocks() -> None:
    [outer] = blocks("<ul><li>а <b>б</b><ul><li>в</li></ul> г </li></ul>")
    assert outer == {
        "type": "list",
        "items": [
            {
                "label": "•",
                "blocks": [
                    {"type": "paragraph", "text": ["а ", {"type": "bold", "text": "б"}]},
                    {"type": "list", "items": [{"label": "•", "blocks": [paragraph("в")]}]},
                    paragraph("г"),
                ],
            }
        ],
    }


def test_cells_tell_headers_places_and_spans_and_may_be_empty() -> None:
    [table] = blocks(
        '<table><tr><th colspan="2" align="center">а</th><th valign=bottom rowspan=2>б</th></tr>'
        "<tr><td align='right'><b>1</b></td><td> </td></tr></table>"
    )
    assert table == {
        "type": "table",
        "cells": [
            [
                {"align": "center", "valign": "top", "text": "а", "is_header": True, "colspan": 2},
                {"align": "left", "valign": "bottom", "text": "б", "is_header": True, "rowspan": 2},
            ],
            [
                {"align": "right", "valign": "top", "text": {"type": "bold", "text": "1"}},
                {"align": "left", "valign": "top"},
            ],
        ],
    }


@pytest.mark.parametrize(
    ("tag", "kind"),
    [("b", "bold"), ("em", "italic"), ("ins", "underline"), ("del", "strikethrough"), ("tg-spoiler", "spoiler")],
)
def test_text_is_formatted_as_in_ordinary_messages(tag: str, kind: str) -> None:
    assert text(f"а <{tag}>б</{tag}>") == ["а ", {"type": kind, "text": "б"}]


def test_links_code_spoilers_and_emoji_keep_what_belongs_to_them() -> None:
    assert text('<a href="https://a.ru/?x=1&amp;y=2"><b>а</b></a>') == {
        "type": "url",
        "text": {"type": "bold", "text": "а"},
        "url": "https://a.ru/?x=1&y=2",
    }
    assert text('<code class="language-sql">x &lt; 1</code>') == {"type": "code", "text": "x < 1"}
    assert text('<span class="tg-spoiler">а</span>') == {"type": "spoiler", "text": "а"}
    emoji = {"type": "custom_emoji", "custom_emoji_id": "5368", "alternative_text": "👍"}
    assert text('<tg-emoji emoji-id="5368">👍</tg-emoji> да') == [emoji, " да"]
    assert text('<a href="нет такого">а <b>б</b></a> в') == ["а ", {"type": "bold", "text": "б"}, " в"]


def test_links_mentions_and_commands_are_found_unless_unwanted() -> None:
    html = "<p>t.me/x, @ivan_petrov /start <b>a@b.ru</b> <code>@ivan_petrov</code> <a href='a.ru'>/start</a></p>"
    assert blocks(html)[0]["text"] == [
        {"type": "url", "text": "t.me/x", "url": "t.me/x"},
        ", ",
        {"type": "mention", "text": "@ivan_petrov", "username": "ivan_petrov"},
        " ",
        {"type": "bot_command", "text": "/start", "bot_command": "/start"},
        " ",
        {"type": "bold", "text": {"type": "email_address", "text": "a@b.ru", "email_address": "a@b.ru"}},
        " ",
        {"type": "code", "text": "@ivan_petrov"},
        " ",
        {"type": "url", "text": "/start", "url": "a.ru"},
    ]
    assert [block.json() for block in parse_rich_html("<p>@ivan_petrov</p>", detect=False)] == [
        paragraph("@ivan_petrov")
    ]
    assert text("<tg-emoji emoji-id='1'>👍</tg-emoji>") == {
        "type": "custom_emoji",
        "custom_emoji_id": "1",
        "alternative_text": "👍",
    }


def test_blanks_around_go_line_breaks_inside_stay() -> None:
    assert text(" \n <i> </i><u></u><b> а\nб </b> \n") == {"type": "bold", "text": "а\nб"}
    assert blocks("\n<p>а</p>\n\n<hr/>\n") == [paragraph("а"), {"type": "divider"}]


def test_what_people_type_stays_words() -> None:
    assert text("&lt;b&gt;не тег&lt;/b&gt; &amp; «&quot;» 🙂 а > б") == '<b>не тег</b> & «"» 🙂 а > б'
    assert text("а\u202eб\u2028\tв\x07г&#8238;") == "аб в г"


def test_a_person_reads_everything_line_by_line() -> None:
    html = (
        "<h2>План</h2><p>Первая\nвторая</p><hr/><ol><li><p>раз</p><p>ещё</p></li><li>два<ul><li>три</li></ul></li></ol>"
        "<table><tr><th>Этап</th><th></th><th>Часы</th></tr></table><blockquote>цитата</blockquote><pre>x = 1\ny</pre>"
        "<details><summary>Подробно</summary>внутри 👍 <tg-emoji emoji-id='1'>🙂</tg-emoji></details>"
    )
    assert read(html).split("\n") == [
        "План",
        "Первая",
        "вторая",
        "1. раз",
        "  ещё",
        "2. два",
        "  • три",
        "Этап |  | Часы",
        "цитата",
        "x = 1",
        "y",
        "Подробно",
        "внутри 👍 🙂",
    ]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=60))
def test_escaped_text_comes_back_as_it_was(typed: str) -> None:
    escaped = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    expected = "".join(c for c in typed if not "\u2028" <= c <= "\u202e")
    assert read(f"<p>.{escaped}.</p>") == f".{expected}."
