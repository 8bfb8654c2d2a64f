/** The top of a chat: who the bot is, what it is doing, and the menu. */

import { avatar } from "./avatar.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { attachMenu } from "./menu.js";

/** A bot is shown as typing for this long after it said so, as in Telegram. */
const TYPING = 5000;

export class Head {
  #avatar = el("div", {});
  #name = el("b", { class: "bot-name", dataset: { testid: "bot-name" } });
  #status = el("span", { class: "bot-status", role: "status", dataset: { testid: "status" } });
  #typingTimer = 0;
  #state = { connected: false, online: false };
  #blocked = false;

  /** `block(blocked)` is called from the menu. */
  constructor(block) {
    const more = button({ class: "round-button", "aria-label": "Ещё", dataset: { testid: "chat-menu" } }, icon("dots"));
    this.node = el(
      "header",
      { class: "head" },
      this.#avatar,
      el("div", { class: "head-words" }, this.#name, this.#status),
      more,
    );
    attachMenu(more, this.node, {
      label: "Ещё",
      kind: "downwards",
      items: () => [
        this.#blocked
          ? { label: "Разблокировать бота", sign: "lock", onPick: () => block(false) }
          : { label: "Заблокировать бота", sign: "lock", danger: true, onPick: () => block(true) },
      ],
    });
  }

  showBot(bot, blocked) {
    this.#avatar.replaceChildren(avatar(bot.first_name));
    this.#name.textContent = bot.first_name;
    this.#blocked = blocked;
  }

  showStatus({ connected, online }) {
    this.#state = { connected, online };
    this.#show();
  }

  typing(on) {
    clearTimeout(this.#typingTimer);
    this.#typingTimer = on ? setTimeout(() => this.typing(false), TYPING) : 0;
    this.#show();
  }

  #show() {
    const { connected, online } = this.#state;
    const [state, words] = !connected
      ? ["connecting", "соединение…"]
      : !online
        ? ["restarting", "бот перезапускается…"]
        : this.#typingTimer
          ? ["typing", "печатает"]
          : ["online", "в сети"];
    if (this.#status.dataset.state === state) return;
    this.#status.dataset.state = state;
    const dots = el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i"));
    this.#status.replaceChildren(words, ...(state === "typing" ? [dots] : []));
  }
}
