/** Text and its entities → DOM nodes. Offsets count UTF-16 units, which is how JavaScript counts too. */

import { el } from "./dom.js";
import { expandableQuote, quote, spoiler } from "./folding.js";
import { linkTo } from "./links.js";

/** Entities that stand on lines of their own: the line break after them is theirs. */
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

const RENDER = {
  bold: (entity, inside) => el("strong", {}, inside),
  italic: (entity, inside) => el("em", {}, inside),
  underline: (entity, inside) => el("u", {}, inside),
  strikethrough: (entity, inside) => el("s", {}, inside),
  spoiler: (entity, inside) => spoiler(inside),
  blockquote: (entity, inside) => quote(inside),
  expandable_blockquote: (entity, inside) => expandableQuote(inside),
  code: (entity, inside, said, does) => el("code", { title: "Скопировать", onClick: () => does.copy(said) }, inside),
  pre: (entity, inside, said, does) => codeBlock(entity.language, inside, () => does.copy(said)),
  text_link: (entity, inside, said, does) => linkTo(entity.url, inside, does),
  url: (entity, inside, said, does) => linkTo(said.includes("://") ? said : `https://${said}`, inside, does),
  email: (entity, inside, said, does) => linkTo(`mailto:${said}`, inside, does),
  phone_number: (entity, inside, said, does) => linkTo(`tel:${said.replace(/[^+\d]/g, "")}`, inside, does),
  mention: (entity, inside, said, does) => linkTo(`https://t.me/${said.slice(1)}`, inside, does),
  bot_command: (entity, inside, said, does) =>
    el("button", { type: "button", class: "link", onClick: () => does.send(said) }, inside),
  hashtag: (entity, inside) => el("span", { class: "tag" }, inside),
  cashtag: (entity, inside) => el("span", { class: "tag" }, inside),
};

/**
 * A fragment that shows `text` with its entities.
 *
 * `does` offers what the shown text can cause: `copy(text)`, `send(text)`, `openLink(url)`.
 */
export function renderText(text, entities, does) {
  return range(text, 0, text.length, sound(text, entities ?? []), does);
}

/** The nodes `inside` as their entity shows them; `said` is their text. */
export function renderStyle(entity, inside, said, does) {
  return RENDER[entity.type]?.(entity, inside, said, does) ?? inside;
}

function sound(text, entities) {
  return entities
    .map((entity) => ({ ...entity, end: Math.min(entity.offset + entity.length, text.length) }))
    .filter((entity) => entity.offset >= 0 && entity.offset < entity.end)
    .sort((a, b) => a.offset - b.offset || b.end - a.end);
}

function range(text, start, end, entities, does) {
  const fragment = new DocumentFragment();
  let at = start;
  let waiting = entities;
  while (waiting.length > 0) {
    const [entity, ...rest] = waiting;
    const { inside, after } = parted(rest, entity.end);
    fragment.append(text.slice(at, entity.offset));
    const said = text.slice(entity.offset, entity.end);
    const content = range(text, entity.offset, entity.end, inside, does);
    fragment.append(renderStyle(entity, content, said, does));
    at = entity.end;
    if (BLOCKS.has(entity.type) && text[at] === "\n" && at < end) at += 1;
    waiting = after;
  }
  fragment.append(text.slice(at, end));
  return fragment;
}

/** What lies before `end`, what lies after it, and what crosses it in both, cut in two. */
function parted(entities, end) {
  const inside = entities
    .filter((entity) => entity.offset < end)
    .map((entity) => ({ ...entity, end: Math.min(entity.end, end) }));
  const after = entities
    .filter((entity) => entity.end > end)
    .map((entity) => ({ ...entity, offset: Math.max(entity.offset, end) }))
    .sort((a, b) => a.offset - b.offset || b.end - a.end);
  return { inside, after };
}

/** A block of code under a bar that names its language and copies it. */
export function codeBlock(language, inside, copy) {
  const head = el(
    "button",
    { type: "button", class: "code-head", "aria-label": "Скопировать код", onClick: copy },
    language || "код",
  );
  return el("div", { class: "code-block" }, head, el("pre", {}, el("code", {}, inside)));
}
