/** What a person does on a phone, told to the server. */

/** The server could not be reached or refused; the message can be shown to a person. */
export class FailedError extends Error {}

const TOO_LARGE = 413;
const REFUSED = {
  send: "Сообщение не отправлено",
  tap: "Этой кнопки уже нет",
  upload: "Файл не отправлен",
  link: "Эта ссылка ведёт не к боту",
  block: "Не получилось",
};

/** The address of a file's content. */
export function fileAddress(fileId) {
  return `/api/files/${encodeURIComponent(fileId)}`;
}

/** What the button at `index` above the phones says. */
export async function useControl(index) {
  const response = await fetch(`/api/controls/${index}`, { method: "POST" });
  if (!response.ok) throw new FailedError("Не получилось");
}

/** The actions of one user. */
export class UserActions {
  #base;

  constructor(userId) {
    this.#base = `/api/users/${userId}/`;
  }

  send(text) {
    return this.#post("send", { text });
  }

  /** Resolves to the id of the callback query that the bot is going to answer. */
  async tap(messageId, row, column) {
    const answer = await this.#post("tap", { message_id: messageId, row, column });
    return answer.callback_query_id;
  }

  /** `kind` is document, photo or voice. */
  upload(kind, file, caption) {
    const form = new FormData();
    form.append("kind", kind);
    form.append("caption", caption);
    form.append("file", file, file.name);
    return this.#request("upload", form, {});
  }

  openLink(url) {
    return this.#post("link", { url });
  }

  block(blocked) {
    return this.#post("block", { blocked });
  }

  #post(action, body) {
    return this.#request(action, JSON.stringify(body), { "Content-Type": "application/json" });
  }

  async #request(action, body, headers) {
    let response;
    try {
      response = await fetch(this.#base + action, { method: "POST", body, headers });
    } catch {
      throw new FailedError("Нет связи с локальным Телеграмом");
    }
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return answer;
    console.warn(`${action}: ${response.status}`, answer.error ?? "");
    throw new FailedError(response.status === TOO_LARGE ? "Файл слишком большой" : REFUSED[action]);
  }
}
