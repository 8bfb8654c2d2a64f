/** Where a person types: the field, the commands of the bot, files; or a single button when there is nothing to type. */

import { Attachments } from "./attachments.js";
import { CommandList } from "./commands.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { renderReplyKeys } from "./replykeys.js";

/** The field grows to this many CSS pixels, then scrolls. */
const TALLEST = 132;

export class Composer {
  #does;
  #input = el("textarea", {
    rows: 1,
    placeholder: "Сообщение",
    "aria-label": "Сообщение",
    autocomplete: "off",
    enterkeyhint: "send",
    maxlength: 4096,
    dataset: { testid: "message-input" },
  });
  #send = button({ class: "round-button send", "aria-label": "Отправить", dataset: { testid: "send" } }, icon("send"));
  #commands;
  #row;
  #replyKeys = el("div", {
    class: "reply-keys",
    role: "group",
    "aria-label": "Клавиатура бота",
    dataset: { testid: "reply-keys" },
  });
  #replyRows = "[]";
  #single = button({ class: "single", dataset: { testid: "start" } });

  /** `does` offers `send(text)`, `upload(kind, file, caption)` and `unblock()`; `screen` is the phone's. */
  constructor(screen, does) {
    this.#does = does;
    const attachments = new Attachments(screen, does.upload);
    this.#commands = new CommandList((command) => this.#say(command));
    this.#row = el(
      "form",
      { class: "composer-row", onSubmit: (event) => this.#submit(event) },
      this.#commands.button,
      el("div", { class: "field" }, this.#input, attachments.button),
      el("div", { class: "send-or-voice" }, this.#send, attachments.voiceButton),
    );
    this.node = el("footer", { class: "composer" }, this.#commands.node, this.#row, this.#replyKeys, this.#single);
    attachments.mount(this.node);
    this.#listen();
  }

  /** Offers what fits: a field to type in, a start button, or the way out of a block. */
  show({ blocked, empty, commands, replyRows }) {
    const single = blocked ? "Разблокировать" : empty ? "Запустить" : "";
    this.#row.hidden = single !== "";
    this.#single.hidden = single === "";
    this.#single.textContent = single;
    this.#single.onclick = blocked ? () => this.#does.unblock() : () => this.#does.send("/start");
    this.#commands.offer(commands);
    this.#showReplyKeys(single ? [] : replyRows);
  }

  #showReplyKeys(rows) {
    const now = JSON.stringify(rows);
    if (now === this.#replyRows) return;
    this.#replyRows = now;
    this.#replyKeys.replaceChildren(...renderReplyKeys(rows, (label) => this.#does.send(label)));
  }

  #listen() {
    this.#input.addEventListener("input", () => this.#typed());
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#send.addEventListener("click", () => this.#row.requestSubmit());
    new ResizeObserver(() => this.#fit()).observe(this.node);
  }

  #typed() {
    this.#fit();
    this.#row.classList.toggle("typed", this.#input.value.trim() !== "");
    this.#commands.filter(this.#input.value);
  }

  #key(event) {
    if (event.isComposing || this.#commands.steer(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#row.requestSubmit();
    }
  }

  #submit(event) {
    event.preventDefault();
    if (this.#input.value.trim() !== "") this.#say(this.#input.value);
  }

  /** Sends; what could not be sent stays in the field. */
  async #say(text) {
    const sent = await this.#does.send(text);
    if (!sent) return;
    if (this.#input.value === text || this.#input.value.startsWith("/")) this.#input.value = "";
    this.#typed();
  }

  #fit() {
    this.#input.style.height = "auto";
    this.#input.style.height = `${Math.min(this.#input.scrollHeight, TALLEST)}px`;
  }
}
