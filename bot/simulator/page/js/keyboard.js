/** The buttons below a message. */

import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { linkTo } from "./links.js";

const STYLES = new Set(["primary", "success", "danger"]);

/** The keyboard of `message`; null when it has none. `does` offers `tap`, `copy` and `openLink`. */
export function renderKeyboard(message, does) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length === 0) return null;
  return el(
    "div",
    { class: "keyboard", role: "group", "aria-label": "Кнопки", dataset: { testid: "keyboard" } },
    rows.map((row, y) =>
      el(
        "div",
        { class: "keyboard-row" },
        row.map((key, x) => renderKey(message, key, y, x, does)),
      ),
    ),
  );
}

function renderKey(message, key, row, column, does) {
  const style = STYLES.has(key.style) ? key.style : "plain";
  const common = { class: `key ${style}`, dataset: { testid: "inline-button", row, column, style } };
  const label = el("span", { class: "key-label" }, key.text);
  if (key.url) return linkTo(key.url, [label, sign("outward")], does, common);
  if (key.copy_text) {
    return button({ ...common, onClick: () => does.copy(key.copy_text.text) }, label, sign("clip"));
  }
  if (key.callback_data === undefined) return button({ ...common, disabled: true }, label);
  const spinner = el("span", { class: "key-spinner", "aria-hidden": "true" });
  const node = button({ ...common, onClick: () => does.tap(message.message_id, row, column, node) }, label, spinner);
  return node;
}

function sign(name) {
  return el("span", { class: "key-sign" }, icon(name));
}
