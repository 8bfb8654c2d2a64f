/** What the page knows: the bot, and each phone with its messages. Frames of the server go in, changes come out. */

import { setClock } from "./clock.js";

/**
 * Dispatches, after the state has changed:
 *   "snapshot"                            everything may be different
 *   "status"                              online or connected changed
 *   "phone"    {userId}                   a phone was added, or its owner, role or block changed
 *   "messages" {userId, added: Message?}  something in the chat; `added` when it is a new message
 *   "controls"                            other buttons above the phones, or another time
 *   "typing"   {userId}
 *   "toast"    {userId, queryId, text, alert}
 */
export class Store extends EventTarget {
  bot = null;
  title = "";
  online = false;
  connected = false;
  /** {buttons: labels, now: seconds of the show's clock, zone} */
  controls = null;
  /** user id → {user, role, blocked, messages: Map(message id → message)} in the order of the server. */
  phones = new Map();

  #handlers = {
    snapshot: (frame) => this.#replace(frame),
    online: (frame) => this.#status({ online: frame.online }),
    controls: (frame) => this.#control(frame),
    phone: (frame) => this.#phone(frame),
    message: (frame) => this.#keep(frame.user_id, frame.message),
    edited: (frame) => this.#keep(frame.user_id, frame.message),
    deleted: (frame) => this.#drop(frame.user_id, frame.message_id),
    typing: (frame) => this.#tell("typing", { userId: frame.user_id }),
    toast: (frame) =>
      this.#tell("toast", {
        userId: frame.user_id,
        queryId: frame.callback_query_id,
        text: frame.text ?? "",
        alert: Boolean(frame.alert),
      }),
  };

  /** Takes in one frame; frames of kinds unknown to this page are passed over. */
  apply(frame) {
    this.#handlers[frame.type]?.(frame);
  }

  setConnected(connected) {
    this.#status({ connected });
  }

  #replace(frame) {
    this.bot = frame.bot;
    this.title = frame.title;
    this.online = frame.online;
    this.phones = new Map(frame.phones.map((phone) => [phone.user.id, indexed(phone)]));
    this.#tell("snapshot");
  }

  #control(frame) {
    setClock(frame);
    this.controls = frame;
    this.#tell("controls");
  }

  #status(change) {
    Object.assign(this, change);
    this.#tell("status");
  }

  #phone(phone) {
    const known = this.phones.get(phone.user.id);
    const messages = phone.messages ? indexed(phone).messages : (known?.messages ?? new Map());
    this.phones.set(phone.user.id, { user: phone.user, role: phone.role, blocked: phone.blocked, messages });
    this.#tell("phone", { userId: phone.user.id });
  }

  #keep(userId, message) {
    const messages = this.phones.get(userId)?.messages;
    if (!messages) return;
    const added = messages.has(message.message_id) ? null : message;
    messages.set(message.message_id, message);
    this.#tell("messages", { userId, added });
  }

  #drop(userId, messageId) {
    if (this.phones.get(userId)?.messages.delete(messageId)) this.#tell("messages", { userId, added: null });
  }

  #tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function indexed(phone) {
  const messages = new Map((phone.messages ?? []).map((message) => [message.message_id, message]));
  return { user: phone.user, role: phone.role, blocked: Boolean(phone.blocked), messages };
}
