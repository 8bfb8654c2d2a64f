"""Rich HTML is cut where it may be, and nothing of it gets lost."""

from __future__ import annotations

import pytest

from bot.rendering.rich_html import Size, elements_of, estimate, html_of, pages, size_of
from bot.simulator.rich_blocks import RichMessage
from bot.simulator.rich_html import parse_rich_html

ROOM = Size(200, 8)


def read(html: str) -> str:
    return RichMessage(parse_rich_html(html)).words


def rows(count: int) -> str:
    return "".join(f"<tr><td>{number}</td></tr>" for number in range(count))


def test_blanks_between_blocks_go_and_those_in_texts_stay() -> None:
    html = "\n<p>а <b>б</b> в</p>\n <table>\n<tr>\n<td>1</td> <td></td></tr></table>\n"
    assert html_of(elements_of(html)) == "<p>а <b>б</b> в</p><table><tr><td>1</td><td></td></tr></table>"


def test_blocks_are_counted_as_the_server_counts_them() -> None:
    table = "<table><tr><td>е</td></tr></table>"
    html = f"<h3>а</h3><ul><li>б</li><li><p>в</p></li></ul><details><summary>г</summary>д{table}</details>"
    assert size_of(elements_of(html)) == Size(len(html), 10)
    assert size_of(elements_of(html)).fits(estimate(html))


def test_what_fits_is_one_page() -> None:
    assert pages(elements_of("<p>а</p><p>б</p>"), ROOM) == ("<p>а</p><p>б</p>",)


def test_pages_are_cut_between_blocks() -> None:
    made = pages(elements_of("".join(f"<p>{number}</p>" for number in range(20))), ROOM)
    assert [page.count("<p>") for page in made] == [8, 8, 4]
    assert "\n".join(map(read, made)).split() == [str(number) for number in range(20)]


def test_every_part_of_a_table_has_its_titles() -> None:
    made = pages(elements_of(f"<table><tr><th>а</th><th>б</th></tr>{rows(10)}</table>"), ROOM)
    assert [read(page).splitlines()[0] for page in made] == ["а | б", "а | б"]
    assert [line for page in made for line in read(page).splitlines()[1:]] == [str(number) for number in range(10)]


def test_a_band_in_a_table_is_no_title() -> None:
    made = pages(elements_of(f'<table><tr><th colspan="2">а</th></tr>{rows(10)}</table>'), ROOM)
    assert [read(page).splitlines()[0] for page in made] == ["а", "6"]


def test_every_part_of_a_section_has_its_summary() -> None:
    made = pages(elements_of(f"<details><summary>а</summary><p>б</p><table>{rows(9)}</table></details>"), ROOM)
    assert {read(page).splitlines()[0] for page in made} == {"а"}
    assert [line for page in made for line in read(page).splitlines()[1:]] == ["б", *(str(n) for n in range(9))]


def test_a_heading_stands_with_the_beginning_of_what_follows_it() -> None:
    table = f"<table>{rows(20)}</table>"
    made = pages(elements_of(f"<details><summary>а</summary><h4>б</h4>{table}</details>"), ROOM)
    assert read(made[0]).splitlines()[:3] == ["а", "б", "0"]
    assert [line for page in made for line in read(page).splitlines()[1:]] == ["б", *(str(n) for n in range(20))]


@pytest.mark.parametrize("word", ["слово", "&lt;b&gt;", "🐘", "&#34;"])
@pytest.mark.parametrize("tag", ["p", "li"])
def test_a_long_text_is_cut_between_words_and_never_inside_a_sign(word: str, tag: str) -> None:
    text = f"<{tag}><i>{' '.join([word] * 200)}</i></{tag}>"
    made = pages(elements_of(f"<ul>{text}</ul>" if tag == "li" else text), ROOM)
    assert all(size_of(elements_of(page)).fits(ROOM) for page in made)
    assert "".join("".join(map(read, made)).replace("•", "").split()) == read(f"<p>{word}</p>") * 200
