/** One person's phone: label, frame, and the chat with the bot on its screen. */

import { UserActions } from "./api.js";
import { avatar } from "./avatar.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { Head } from "./head.js";
import { choose, showAlert, showPicture } from "./layers.js";
import { sharedBy, startPayload } from "./links.js";
import { flash } from "./motion.js";
import { replyRows } from "./replykeys.js";
import { Taps } from "./taps.js";
import { Toasts } from "./toasts.js";
import { fullName } from "./words.js";

export class Phone {
  #store;
  #board;
  #userId;
  #actions;
  #taps = new Taps();
  #toasts = new Toasts();
  #screen = el("div", { class: "screen" });
  #role = el("span", { class: "role" });
  #name = el("b", {});
  #head;
  #chat;
  #composer;

  /** `board` offers `openLinkOn(userId, url)`: the link is opened on that person's phone. */
  constructor(store, board, userId) {
    this.#store = store;
    this.#board = board;
    this.#userId = userId;
    this.#actions = new UserActions(userId);
    this.#head = new Head((blocked) => this.#try(() => this.#actions.block(blocked)));
    this.#chat = new Chat(userId, this.name, this.#does());
    this.#composer = new Composer(this.#screen, {
      send: (text) => this.#try(() => this.#actions.send(text)),
      upload: (kind, file, caption) => this.#try(() => this.#actions.upload(kind, file, caption)),
      unblock: () => this.#try(() => this.#actions.block(false)),
    });
    const drop = el("div", { class: "drop", "aria-hidden": "true" }, el("span", {}, "Отпустите, чтобы отправить"));
    this.#screen.append(this.#head.node, this.#chat.node, this.#composer.node, this.#toasts.node, drop);
    const label = el("div", { class: "phone-label" }, this.#name, this.#role);
    this.node = el(
      "section",
      { class: "phone", id: `phone-${userId}`, dataset: { testid: "phone", userId } },
      label,
      el("div", { class: "frame" }, this.#screen),
    );
    this.sync();
  }

  get name() {
    return fullName(this.#state.user);
  }

  get role() {
    return this.#state.role;
  }

  get #state() {
    return this.#store.phones.get(this.#userId);
  }

  /** Shows everything anew, as after a snapshot. */
  sync() {
    this.showOwner();
    this.showStatus();
    this.showMessages();
  }

  showOwner() {
    const { blocked, role } = this.#state;
    this.#name.textContent = this.name;
    this.#role.textContent = role;
    this.node.setAttribute("aria-label", `Телефон: ${this.name}, ${role}`);
    this.#head.showBot(this.#store.bot, blocked);
    this.#chat.describe(this.#store.bot.first_name);
    this.#offer();
  }

  showStatus() {
    if (!this.#store.connected) this.#lost();
    this.#head.showStatus(this.#store);
  }

  showMessages(added = null) {
    if (added && added.from?.id !== this.#userId) this.#head.typing(false);
    this.#chat.show(this.#state.messages, added);
    this.#offer();
  }

  /** The clock was set: other days are today, and other hours, maybe. */
  tellTimes() {
    this.#chat.tellTimes(this.#state.messages);
  }

  showTyping() {
    this.#head.typing(true);
  }

  /** The bot answered a tap; empty words only end the waiting. */
  showAnswer({ queryId, text, alert }) {
    this.#taps.answered(queryId);
    if (text && alert) showAlert(this.#screen, this.#store.bot.first_name, text);
    else if (text) this.#toasts.show(text);
  }

  /** Draws the eye to this phone. */
  point() {
    flash(this.node, "pointed");
  }

  /** Answers that come while the line is down will not be told again. */
  #lost() {
    this.#taps.forget();
    this.#head.typing(false);
  }

  #offer() {
    const { blocked, messages } = this.#state;
    this.#composer.show({
      blocked,
      empty: messages.size === 0,
      commands: this.#store.bot.commands ?? [],
      replyRows: replyRows([...messages.values()], this.#userId),
    });
  }

  #does() {
    return {
      send: (text) => this.#try(() => this.#actions.send(text)),
      copy: (text) => this.#copy(text),
      openLink: (url) => this.#openLink(url),
      showPicture: (address) => showPicture(this.#screen, address),
      tap: (messageId, row, column, node) =>
        this.#taps.begin(node, async () => {
          try {
            return await this.#actions.tap(messageId, row, column);
          } catch (error) {
            this.#toasts.show(error.message);
            throw error;
          }
        }),
    };
  }

  async #copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.#toasts.show("Скопировано");
    } catch {
      this.#toasts.show("Браузер не разрешил копировать");
    }
  }

  /** True when the link is for this bot: it is opened on one of the phones and not by the browser. */
  #openLink(url) {
    const shared = sharedBy(url);
    const link = shared ?? url;
    if (startPayload(link, this.#store.bot.username) === null) return false;
    this.#offerLink(link, shared === null ? "Открыть как" : "Кому переслать");
    return true;
  }

  /** Whom a link is passed on to, opens it at once: people have no chats with each other here. */
  async #offerLink(url, title) {
    const others = [...this.#store.phones.values()].sort(
      (a, b) => (a.user.id === this.#userId) - (b.user.id === this.#userId),
    );
    const choices = others.map(({ user, role }) => {
      const name = fullName(user);
      return { value: user.id, label: name, note: role, mark: avatar(name, user.id) };
    });
    const userId = await choose(this.#screen, title, choices);
    if (userId !== null) await this.#try(() => this.#board.openLinkOn(userId, url));
  }

  /** Does it; a failure is shown on the phone. Resolves to whether it worked. */
  async #try(deed) {
    try {
      await deed();
      return true;
    } catch (error) {
      this.#toasts.show(error.message);
      return false;
    }
  }
}
