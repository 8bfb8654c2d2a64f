"""The HTML of rich messages: how it complains, and its limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.errors import BadRequestError
from bot.simulator.rich_blocks import RichMessage
from bot.simulator.rich_html import parse_rich_html


def words(html: str) -> str:
    return RichMessage(parse_rich_html(html)).words


def complaint(html: str) -> str:
    with pytest.raises(BadRequestError) as refusal:
        parse_rich_html(html)
    return refusal.value.description.removeprefix("Bad Request: ").removeprefix("can't parse entities: ")


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>я<br></p>", 'Unsupported start tag "br" at byte offset 5'),
        ("<hr>", 'Unsupported start tag "hr" at byte offset 0'),
        ("<script>а</script>", 'Unsupported start tag "script" at byte offset 0'),
        ('<ul><li><input type="checkbox">а</li></ul>', 'Unsupported start tag "input" at byte offset 8'),
        ("<p>а", 'Can\'t find end tag corresponding to start tag "p"'),
        ("<p>а</h1>", 'Unmatched end tag at byte offset 5, expected "</p>", found "</h1>"'),
        ("<p>а</p></p>", "Unexpected end tag at byte offset 9"),
        ("<p>а</p", "Unclosed end tag at byte offset 5"),
        ("<p", "Unclosed start tag at byte offset 0"),
        ("я", "Unexpected text outside of blocks at byte offset 0"),
        ("<b>а</b>", 'Unexpected start tag "b" outside of blocks at byte offset 0'),
        ("<p><p>а</p></p>", 'Unexpected start tag "p" in the tag "p" at byte offset 3'),
        ("<p><ul></ul></p>", 'Unexpected start tag "ul" in the tag "p" at byte offset 3'),
        ("<ul>а</ul>", 'Unexpected text directly in the tag "ul" at byte offset 4'),
        ("<ul><p>а</p></ul>", 'Unexpected start tag "p" in the tag "ul" at byte offset 4'),
        ("<li>а</li>", 'Unexpected start tag "li" outside of blocks at byte offset 0'),
        ("<table><td>а</td></table>", 'Unexpected start tag "td" in the tag "table" at byte offset 7'),
        ("<p><code><b>а</b></code></p>", 'Unexpected start tag "b" in the tag "code" at byte offset 9'),
        ('<p><a href="a.ru"><b><a>б</a></b></a></p>', 'Unexpected start tag "a" in the tag "b" at byte offset 21'),
        (
            "<blockquote collapsed><p>а</p></blockquote>",
            'Unexpected start tag "p" in the tag "blockquote" at byte offset 22',
        ),
        ("<p onclick='x'>а</p>", 'Unsupported attribute "onclick" of the tag "p" at byte offset 0'),
        (
            "<blockquote expandable>а</blockquote>",
            'Unsupported attribute "expandable" of the tag "blockquote" at byte offset 0',
        ),
        ("<p><span>а</span></p>", 'Tag "span" must have class "tg-spoiler" at byte offset 3'),
        ("<p> <b> </b></p>", 'Empty tag "p" at byte offset 0'),
        ("<ul></ul>", 'Empty tag "ul" at byte offset 0'),
        ("<ul><li> </li></ul>", 'Empty tag "li" at byte offset 4'),
        ("<pre>\n </pre>", 'Empty tag "pre" at byte offset 0'),
        ("<table> </table>", 'Empty tag "table" at byte offset 0'),
        ("<table><tr></tr></table>", 'Empty tag "tr" at byte offset 7'),
        ("<details>а</details>", 'Tag "details" must begin with the tag "summary" at byte offset 0'),
        ("<details></details>", 'Tag "details" must begin with the tag "summary" at byte offset 0'),
        ("<details><p>а</p></details>", 'Tag "details" must begin with the tag "summary" at byte offset 0'),
        ("<details><summary>а</summary></details>", 'Empty tag "details" at byte offset 0'),
        (
            "<details><summary>a</summary><summary>b</summary></details>",
            'Tag "details" must have one tag "summary" at byte offset 29',
        ),
        ("<ul><li value=1>а</li></ul>", 'Wrong attribute "value" of the tag "li" at byte offset 4'),
        ("<ol><li value=x>а</li></ol>", 'Wrong attribute "value" of the tag "li" at byte offset 4'),
        (
            "<table><tr><td align=justify>а</td></tr></table>",
            'Wrong attribute "align" of the tag "td" at byte offset 11',
        ),
        ("<table><tr><td colspan=0>а</td></tr></table>", 'Wrong attribute "colspan" of the tag "td" at byte offset 11'),
        (" \n ", "message text is empty"),
    ],
)
def test_mistakes_are_named_with_their_place_in_bytes(html: str, said: str) -> None:
    assert complaint(html) == said


def test_a_message_has_32768_characters_at_most() -> None:
    assert len(words(f"<p>{'я' * 16_384}</p><pre>{'🙂' * 8192}</pre>")) == 16_384 + 8192 + 1
    assert complaint(f"<p>{'я' * 16_384}</p><pre>{'🙂' * 8192}я</pre>") == "message is too long"


def test_rows_and_items_count_towards_500_blocks() -> None:
    items = "<ul>" + "<li>а</li>" * 200 + "</ul>"
    rows = "<table>" + "<tr><td>а</td></tr>" * 96 + "</table>"
    assert len(parse_rich_html(items + rows + "<hr/><hr/>")) == 4
    assert complaint(items + rows + "<hr/>" * 3) == "message has more than 500 blocks"


def test_tags_stand_in_each_other_16_deep_at_most() -> None:
    def nested(levels: int) -> str:
        return "<blockquote>" * (levels - 1) + "<p>а</p>" + "</blockquote>" * (levels - 1)

    assert words(nested(16)) == "а"
    assert complaint(nested(17)) == f"More than 16 levels of nested tags at byte offset {16 * len('<blockquote>')}"


def test_a_table_has_20_columns_at_most_counting_what_reaches_down() -> None:
    def row(cells: int) -> str:
        return "<tr>" + "<td>а</td>" * cells + "</tr>"

    tall = '<tr><td rowspan="2">а</td></tr>'
    assert words(f"<table>{row(20)}{tall}{row(19)}{row(20)}</table>")
    too_wide = "More than 20 columns in the table at byte offset 0"
    assert complaint(f"<table>{row(21)}</table>") == too_wide
    assert complaint(f"<table>{tall}{row(20)}</table>") == too_wide
    assert complaint('<table><tr><td colspan="21">а</td></tr></table>') == too_wide


TAGS = ("b", "p", "ul", "li", "table", "tr", "td", "summary", "pre")
PIECES = st.sampled_from(
    [
        *"<>/ba =\"'&;#1🙂я\n",
        "</>",
        "<details open>",
        "</details>",
        *(f"<{t}>" for t in TAGS),
        *(f"</{t}>" for t in TAGS),
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_input_is_either_parsed_into_something_or_refused(html: str) -> None:
    try:
        parsed = parse_rich_html(html)
    except BadRequestError:
        return
    assert parsed
