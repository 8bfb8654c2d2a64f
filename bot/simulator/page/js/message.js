/** One message: its bubble, and the keyboard below. */

import { el } from "./dom.js";
import { renderText } from "./entities.js";
import { icon } from "./icons.js";
import { renderKeyboard } from "./keyboard.js";
import { isPicture, renderMedia } from "./media.js";
import { renderRich } from "./rich.js";
import { fullName, momentOf, timeOf } from "./words.js";

/** Shows one message and follows its edits; `node` stays the same all along. */
export class MessageView {
  #message = null;
  #markup = "";
  #keyboard = null;
  #time = el("time", {});
  #does;

  /** `does` is what the message can cause: `tap`, `copy`, `send`, `openLink`, `showPicture`. */
  constructor(message, userId, does) {
    this.outgoing = message.from?.id === userId;
    this.#does = does;
    this.node = el("article", {
      class: `message ${this.outgoing ? "out" : "in"}`,
      dataset: { testid: "message", messageId: message.message_id, from: this.outgoing ? "user" : "bot" },
    });
    this.update(message);
  }

  get message() {
    return this.#message;
  }

  /** Shows the present state of the message; tells whether anything had to change. */
  update(message) {
    if (this.#message && same(this.#message, message)) return false;
    const place = this.#focusedKey();
    this.#message = message;
    this.#renewKeyboard(message);
    this.node.classList.toggle("picture", isPicture(message));
    this.node.classList.toggle("wide", Boolean(message.rich_message));
    this.node.replaceChildren(...[this.#bubble(message), this.#keyboard].filter(Boolean));
    this.#focus(place);
    return true;
  }

  /** An unchanged keyboard keeps its nodes, so a waiting button goes on waiting. */
  #renewKeyboard(message) {
    const markup = JSON.stringify(message.reply_markup ?? null);
    if (markup === this.#markup) return;
    this.#markup = markup;
    this.#keyboard = renderKeyboard(message, this.#does);
  }

  #bubble(message) {
    const words = this.#words(message);
    const media = renderMedia(message, this.#does);
    const meta = this.#meta(message);
    if (words) placeOfMeta(words).append(meta);
    return el(
      "div",
      { class: `bubble${media && !words ? " bare" : ""}` },
      el("span", { class: "unseen" }, this.outgoing ? "Вы: " : "Бот: "),
      forwarded(message),
      media,
      words || meta,
    );
  }

  #words(message) {
    const before = this.node.querySelector(".rich");
    if (message.rich_message) return renderRich(message.rich_message, this.#does, before);
    const text = message.text ?? message.caption ?? "";
    const entities = message.text === undefined ? message.caption_entities : message.entities;
    return text && el("div", { class: "text", dataset: { testid: "text" } }, renderText(text, entities, this.#does));
  }

  /** Says when the message came, by the clock as it is set. */
  tellTime() {
    const { date } = this.#message;
    this.#time.dateTime = new Date(date * 1000).toISOString();
    this.#time.title = momentOf(date);
    this.#time.textContent = timeOf(date);
  }

  #meta(message) {
    this.tellTime();
    return el(
      "span",
      { class: "meta" },
      // Telegram does not tell people of a bot's edits.
      this.outgoing && message.edit_date && el("span", { class: "edited" }, "изменено"),
      this.#time,
      this.outgoing && el("span", { class: "ticks" }, icon("check"), icon("check")),
    );
  }

  #focusedKey() {
    const key = this.node.contains(document.activeElement) && document.activeElement.closest(".key");
    return key ? { row: key.dataset.row, column: key.dataset.column } : null;
  }

  /** Whoever walks by keyboard stays on the keyboard of the message when an edit brings another one. */
  #focus(place) {
    if (!place) return;
    const keys = this.node.querySelectorAll(".key:not([disabled])");
    const again = [...keys].find((key) => key.dataset.row === place.row && key.dataset.column === place.column);
    (again ?? keys[0])?.focus({ preventScroll: true });
  }
}

/** The time stands beside the last line of the words: in a rich message, of its last paragraph. */
function placeOfMeta(words) {
  return words.matches(".rich") && words.lastElementChild?.matches("p, footer") ? words.lastElementChild : words;
}

function same(one, other) {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const chat = origin.sender_chat ?? origin.chat;
  const name = origin.sender_user ? fullName(origin.sender_user) : (origin.sender_user_name ?? chat?.title ?? "");
  return el("div", { class: "forwarded" }, "Переслано от ", el("b", {}, name));
}
