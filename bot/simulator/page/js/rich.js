/** The blocks of a rich message → DOM nodes. */

import { el } from "./dom.js";
import { codeBlock, renderStyle } from "./entities.js";
import { expandableQuote, quote } from "./folding.js";
import { icon } from "./icons.js";

const RENDER = {
  paragraph: (block, does) => el("p", {}, inline(block.text, does)),
  heading: (block, does) => el(`h${block.size}`, {}, inline(block.text, does)),
  footer: (block, does) => el("footer", {}, inline(block.text, does)),
  pullquote: (block, does) => el("aside", {}, inline(block.text, does)),
  divider: () => el("hr"),
  pre: (block, does) => codeBlock(block.language, inline(block.text, does), () => does.copy(plain(block.text))),
  blockquote: (block, does) => quote(blocks(block.blocks, does)),
  expandable_blockquote: (block, does) => expandableQuote(inline(block.text, does)),
  list: (block, does) =>
    el(
      "ul",
      { role: "list" },
      block.items.map((item) => listItem(item, does)),
    ),
  table: (block, does) => table(block, does),
  details: (block, does) => details(block, does),
};

/**
 * An element that shows a `RichMessage`; kinds of blocks unknown to this page are passed over.
 *
 * `does` is as for `renderText`. Sections that are open in `before`, the element shown until now, stay open.
 */
export function renderRich(rich, does, before) {
  const node = el(
    "div",
    { class: "text rich", dir: rich.is_rtl ? "rtl" : null, dataset: { testid: "text" } },
    blocks(rich.blocks, does),
  );
  const touched = sections(before);
  sections(node).forEach((section, place) => {
    const same = touched[place]?.firstChild.textContent === section.firstChild.textContent;
    if (same) section.open = touched[place].open;
  });
  return node;
}

function sections(node) {
  return [...(node?.querySelectorAll("details") ?? [])];
}

function blocks(list, does) {
  return list.map((block) => RENDER[block.type]?.(block, does));
}

/** A `RichText`: a string, a list of them, or one with a style. */
function inline(text, does) {
  if (Array.isArray(text)) return text.map((part) => inline(part, does)).flat();
  if (typeof text === "string") return [text];
  if (text.type === "custom_emoji") return [text.alternative_text];
  const inside = new DocumentFragment();
  inside.append(...inline(text.text, does));
  return [renderStyle(styleOf(text), inside, plain(text.text), does)];
}

/** The entity of an ordinary text that looks the same. */
function styleOf(text) {
  if (text.type === "email_address") return { type: "email" };
  if (text.type !== "url") return text;
  return { type: "text_link", url: text.url.includes(":") ? text.url : `https://${text.url}` };
}

function plain(text) {
  if (Array.isArray(text)) return text.map(plain).join("");
  return typeof text === "string" ? text : (text.alternative_text ?? plain(text.text));
}

function listItem(item, does) {
  const mark = item.has_checkbox ? checkbox(item.is_checked) : el("span", { class: "item-label" }, item.label);
  return el("li", {}, mark, el("div", { class: "item-content" }, blocks(item.blocks, does)));
}

function checkbox(checked) {
  const name = checked ? "Отмечено" : "Не отмечено";
  return el(
    "span",
    { class: "item-box", role: "checkbox", "aria-checked": String(Boolean(checked)), "aria-label": name },
    checked && icon("check"),
  );
}

function table(block, does) {
  const rows = block.cells.map((row) =>
    el(
      "tr",
      {},
      row.map((cell) => tableCell(cell, does)),
    ),
  );
  return el(
    "div",
    { class: "table-field", role: "region", tabindex: "0", "aria-label": "Таблица", dataset: { testid: "table" } },
    el("table", {}, el("tbody", {}, rows)),
  );
}

function tableCell(cell, does) {
  const attributes = { class: `${cell.align} ${cell.valign}`, colspan: cell.colspan, rowspan: cell.rowspan };
  return el(cell.is_header ? "th" : "td", attributes, inline(cell.text ?? "", does));
}

function details(block, does) {
  const summary = el("summary", {}, el("span", {}, inline(block.summary, does)), icon("chevron"));
  return el(
    "details",
    { open: block.is_open },
    summary,
    el("div", { class: "details-content" }, blocks(block.blocks, does)),
  );
}
