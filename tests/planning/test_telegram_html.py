"""Measuring and splitting Telegram HTML."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from bot.rendering.telegram_html import entity_count, fits, split, visible_length
from bot.simulator.entities import utf16_length
from bot.simulator.html_mode import parse_html


@pytest.mark.parametrize(
    ("html", "length"),
    [
        ("", 0),
        ("слово", 5),
        ("<b>слово</b>", 5),
        ("&lt;b&gt;", 3),
        ("&amp;lt;", 4),
        ("&#34;&#x27;", 2),
        ("🐘", 2),
        ("<blockquote expandable>a</blockquote>", 1),
        ("&nbsp;", 6),
    ],
)
def test_length_is_what_a_person_sees_in_utf_16(html: str, length: int) -> None:
    assert visible_length(html) == length


def test_every_opening_tag_is_an_entity() -> None:
    assert entity_count("<b>a</b> <i><u>b</u></i> &lt;b&gt;") == 3


def test_what_fits_stays_one_message() -> None:
    assert split("<b>a</b>\n\nb\nc") == ("<b>a</b>\n\nb\nc",)


def test_blank_text_makes_no_message() -> None:
    assert split("\n \n<b></b>\n") == ()


def test_messages_break_between_paragraphs_first() -> None:
    assert split("aaaa\nbb\n\ncccc\n\ndd", limit=8) == ("aaaa\nbb", "cccc\n\ndd")


def test_a_long_paragraph_breaks_between_lines() -> None:
    assert split("aa\nbb\ncc\ndd", limit=5) == ("aa\nbb", "cc\ndd")


def test_a_long_line_breaks_between_words() -> None:
    assert [each.strip() for each in split("aaa bbb ccc", limit=7)] == ["aaa bbb", "ccc"]


def test_a_word_longer_than_a_message_is_cut() -> None:
    assert split("x" * 10, limit=4) == ("xxxx", "xxxx", "xx")


def test_an_open_tag_is_closed_at_the_break_and_opened_again() -> None:
    html = "<blockquote expandable>aa\n<b>bb\ncc</b></blockquote>"
    assert split(html, limit=5) == (
        "<blockquote expandable>aa\n<b>bb</b></blockquote>",
        "<blockquote expandable><b>cc</b></blockquote>",
    )


def test_a_blank_line_inside_a_quotation_parts_no_paragraphs() -> None:
    html = "a\n\n<blockquote>b\n\nc</blockquote>\n\nd"
    assert split(html, limit=5) == ("a", "<blockquote>b\n\nc</blockquote>", "d")


def test_entities_are_limited_too() -> None:
    messages = split("\n".join("<b>x</b>" for _ in range(250)), entities=100)
    assert [entity_count(message) for message in messages] == [100, 100, 50]


def test_a_reference_is_never_cut() -> None:
    messages = split("&lt;" * 50, limit=7)
    assert "".join(messages) == "&lt;" * 50
    assert all(visible_length(message) <= 7 for message in messages)


texts = st.text(alphabet=st.sampled_from("ab &<>\n\"'я🐘"), max_size=60)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Balanced markup around escaped text, as templates make it."""
    parts = []
    for _ in range(draw(st.integers(0, 8))):
        text = str(escape(draw(texts)))
        tag = draw(st.sampled_from(("", "b", "i", "blockquote")))
        inner = draw(st.sampled_from(("", "u"))) if tag else ""
        text = f"<{inner}>{text}</{inner}>" if inner else text
        parts.append(f"<{tag}>{text}</{tag}>" if tag else text)
        parts.append(draw(st.sampled_from(("", "\n", "\n\n", " "))))
    return "".join(parts)


@given(documents(), st.integers(4, 60), st.integers(2, 6))
def test_any_document_is_split_into_valid_messages_and_no_letter_is_lost(html: str, limit: int, entities: int) -> None:
    messages = split(html, limit, entities)
    seen = ""
    for message in messages:
        text, _ = parse_html(message)
        assert fits(message, limit, entities)
        assert utf16_length(text) == visible_length(message)
        seen += text
    plain, _ = parse_html(html)
    assert "".join(seen.split()) == "".join(plain.split())


def test_measures_agree_with_the_escaping_of_templates() -> None:
    text = "<b>&\"' {{ 1 }}"
    assert visible_length(str(escape(text))) == len(text)
    assert unescape(str(escape(text))) == text
