/** The keyboard that a bot may put in place of the phone's: its buttons send their own labels. */

import { button, el } from "./dom.js";

/** The rows of labels in force after `messages`, newest last; empty when there are none. */
export function replyRows(messages, userId) {
  const places = messages.map(({ reply_markup: markup }) => Boolean(markup?.keyboard || markup?.remove_keyboard));
  const place = places.lastIndexOf(true);
  const markup = messages[place]?.reply_markup;
  if (!markup?.keyboard) return [];
  const used = messages.slice(place + 1).some((message) => message.from?.id === userId);
  if (markup.one_time_keyboard && used) return [];
  return markup.keyboard.map((row) => row.map((key) => (typeof key === "string" ? key : key.text)));
}

/** The keys for `rows`; `send` gets the label of a key that was tapped. */
export function renderReplyKeys(rows, send) {
  return rows.map((row) =>
    el(
      "div",
      { class: "reply-row" },
      row.map((label) => button({ class: "reply-key", onClick: () => send(label) }, label)),
    ),
  );
}
