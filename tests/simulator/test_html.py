"""The HTML parse mode: what it makes of tags, and how it complains."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.entities import utf16_length
from bot.simulator.errors import BadRequestError
from bot.simulator.texts import Formatted, message_text
from bot.simulator.wire import Params


def parsed(html: str) -> Formatted:
    return message_text(Params({"text": html, "parse_mode": "HTML"}))


def seen(html: str) -> tuple[str, list[tuple[str, str]]]:
    """The text, and each entity's type with the words it covers."""
    formatted = parsed(html)
    units = formatted.text.encode("utf-16-le")
    covered = [(e.type, units[2 * e.offset : 2 * e.end].decode("utf-16-le")) for e in formatted.entities]
    return formatted.text, covered


def complaint(html: str) -> str:
    with pytest.raises(BadRequestError) as refusal:
        parsed(html)
    return refusal.value.description.removeprefix("Bad Request: can't parse entities: ")


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("STRONG", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
    ],
)
def test_a_tag_makes_its_entity(tag: str, kind: str) -> None:
    assert seen(f"до <{tag}>это</{tag.lower()}> после") == ("до это после", [(kind, "это")])


def test_attributes_tell_links_languages_quotes_and_emoji() -> None:
    assert dict(parsed('<a href="https://a.ru/?x=1&amp;y=2">а</a>').entities[0].detail) == {
        "url": "https://a.ru/?x=1&y=2"
    }
    block = parsed('<pre><code class="language-python">x</code></pre>').entities
    assert [(e.type, dict(e.detail)) for e in block] == [("pre", {"language": "python"})]
    alone = parsed('а <code class="language-python">x</code>').entities
    assert [(e.type, e.detail) for e in alone] == [("code", ())]
    assert seen("<blockquote expandable>а</blockquote>")[1] == [("expandable_blockquote", "а")]
    assert seen("<span class='tg-spoiler'>а</span>")[1] == [("spoiler", "а")]
    emoji = parsed('<tg-emoji emoji-id="5368">👍</tg-emoji>').entities[0]
    assert (emoji.type, emoji.length, dict(emoji.detail)) == ("custom_emoji", 2, {"custom_emoji_id": "5368"})


def test_a_link_without_an_address_takes_its_text_and_a_bad_one_is_no_link() -> None:
    assert seen("<a>a.ru</a>") == ("a.ru", [("text_link", "a.ru")])
    assert seen('<a href="нет такого">а</a>') == ("а", [])


def test_attributes_without_a_meaning_are_passed_over() -> None:
    assert seen('<b class="x">а</b>') == ("а", [("bold", "а")])


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("&lt;b&gt; &amp; &quot;", '<b> & "'),
        ("&#1103;&#x42F;", "яЯ"),
        ("&lt&gt", "<>"),
        ("&nbsp;&copy; & &;", "&nbsp;&copy; & &;"),
        ("&#0;&#xD800;&#x110000;", "&#0;&#xD800;&#x110000;"),
        ("а > б", "а > б"),
    ],
)
def test_only_four_names_and_numbers_are_decoded(html: str, text: str) -> None:
    assert seen(html) == (text, [])


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("я <P>", 'Unsupported start tag "p" at byte offset 3'),
        ("x < y > z", 'Unsupported start tag "" at byte offset 2'),
        ("я<b", "Unclosed start tag at byte offset 2"),
        ("<b ", "Unclosed start tag at byte offset 0"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href", "Unclosed start tag at byte offset 0"),
        ("<span>а</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("а</b>", "Unexpected end tag at byte offset 2"),
        ("<b>а</b", "Unclosed end tag at byte offset 5"),
        ("<i>а</b>", 'Unmatched end tag at byte offset 5, expected "</i>", found "</b>"'),
        ("<i><b>а", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<a =x>а</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>а</a>", "Unexpected end of name token at byte offset 8"),
    ],
)
def test_mistakes_are_named_with_their_place_in_bytes(html: str, said: str) -> None:
    assert complaint(html) == said


def test_entities_count_utf16_units() -> None:
    formatted = parsed("🙂я<b>🙂</b>")
    assert [(e.offset, e.length) for e in formatted.entities] == [(3, 2)]


def test_blanks_around_go_and_entities_move_with_the_text() -> None:
    assert seen(" \n <b> а </b> б \r\n") == ("а  б", [("bold", "а ")])
    assert seen("а <i> </i>") == ("а", [])


def test_controls_become_blanks_and_direction_marks_go() -> None:
    assert seen("а\tб\x07в\r\n<b>г\u202eд</b>") == ("а б в\nгд", [("bold", "гд")])


def test_what_may_not_nest_is_dropped_inside() -> None:
    assert seen("<code>а <b>б</b></code>") == ("а б", [("code", "а б")])
    assert seen("<blockquote>а<blockquote>б</blockquote></blockquote>") == ("аб", [("blockquote", "аб")])
    assert seen('<a href="a.ru">а<a href="b.ru">б</a></a>') == ("аб", [("text_link", "аб")])


def test_touching_styles_of_one_kind_are_one() -> None:
    assert seen("<b>а</b><strong>б<b>в</b></strong><i>г</i>") == ("абвг", [("bold", "абв"), ("italic", "г")])


def test_links_mentions_and_commands_are_found_outside_of_code() -> None:
    text = "https://a.ru/x, t.me/bot?start=q @ivan_petrov /start a@b.ru <code>https://c.ru</code> 1/2 и/или"
    assert seen(text)[1] == [
        ("url", "https://a.ru/x"),
        ("url", "t.me/bot?start=q"),
        ("mention", "@ivan_petrov"),
        ("bot_command", "/start"),
        ("email", "a@b.ru"),
        ("code", "https://c.ru"),
    ]


def test_entities_beyond_the_hundredth_are_dropped() -> None:
    assert len(parsed("<b>а</b> " * 150).entities) == 100


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=20)
PLAIN = WORDS.filter(lambda text: not set("<&>@/:.") & set(text) and text.strip() == text)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


@given(PLAIN, PLAIN, PLAIN, st.sampled_from(["b", "i", "u", "s", "code", "pre", "tg-spoiler", "blockquote"]))
def test_an_entity_covers_exactly_the_words_between_its_tags(before: str, inside: str, after: str, tag: str) -> None:
    html = f"{before}<{tag}>{inside}</{tag}>{after}"
    formatted = parsed(html)
    assert [(e.offset, e.length) for e in formatted.entities] == [(utf16_length(before), utf16_length(inside))]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=60))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    formatted = message_text(Params({"text": "." + escaped(text) + ".", "parse_mode": "HTML"}))
    expected = "".join(c for c in text if not "\u2028" <= c <= "\u202e")
    assert formatted.text == f".{expected}."


PIECES = st.sampled_from(
    [
        "<",
        ">",
        "/",
        "b",
        "a",
        "i",
        " ",
        "=",
        '"',
        "'",
        "&",
        ";",
        "#",
        "1",
        "href",
        "<b>",
        "</b>",
        "<pre>",
        "</pre>",
        "🙂",
        "я",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_input_is_either_parsed_or_refused_with_sound_entities(html: str) -> None:
    try:
        formatted = parsed(html)
    except BadRequestError:
        return
    length = utf16_length(formatted.text)
    assert all(0 <= e.offset < e.end <= length for e in formatted.entities)
    assert list(formatted.entities) == sorted(formatted.entities, key=lambda e: (e.offset, -e.length))
