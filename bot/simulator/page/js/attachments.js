/** Files on their way to the bot: picked, dropped or pasted, then sent with a caption. */

import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { openLayer } from "./layers.js";
import { attachMenu } from "./menu.js";
import { sizeOf } from "./words.js";

const KINDS = {
  photo: { label: "Фото", sign: "picture", accept: "image/*" },
  document: { label: "Файл", sign: "file", accept: "" },
  voice: { label: "Голосовое", sign: "microphone", accept: "audio/*,.ogg,.oga,.opus" },
};

export class Attachments {
  #screen;
  #upload;
  #picker = el("input", {
    type: "file",
    hidden: true,
    "aria-hidden": "true",
    tabindex: "-1",
    dataset: { testid: "file-input" },
  });

  /** `upload(kind, file, caption)` resolves to whether it was sent. */
  constructor(screen, upload) {
    this.#screen = screen;
    this.#upload = upload;
    this.button = button(
      { class: "round-button attach", "aria-label": "Прикрепить", dataset: { testid: "attach" } },
      icon("attach"),
    );
    this.voiceButton = button(
      {
        class: "round-button voice",
        "aria-label": "Голосовое из файла",
        title: "Голосовое из файла",
        dataset: { testid: "voice-button" },
      },
      icon("microphone"),
    );
    this.voiceButton.addEventListener("click", () => this.#pick("voice"));
    this.#receiveDrops();
  }

  /** Puts the menu and the hidden picker into `home`. */
  mount(home) {
    home.append(this.#picker);
    home.addEventListener("paste", (event) => this.#pasted(event));
    attachMenu(this.button, home, {
      label: "Прикрепить",
      kind: "upwards",
      items: () =>
        Object.entries(KINDS).map(([kind, { label, sign }]) => ({ label, sign, onPick: () => this.#pick(kind) })),
    });
  }

  #pick(kind) {
    this.#picker.accept = KINDS[kind].accept;
    this.#picker.multiple = kind !== "voice";
    this.#picker.value = "";
    this.#picker.onchange = () => this.#offer([...this.#picker.files], kind);
    this.#picker.click();
  }

  #pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.#offer(files, kindOf(files));
  }

  #receiveDrops() {
    const screen = this.#screen;
    const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
    const over = (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      screen.classList.add("dropping");
    };
    screen.addEventListener("dragenter", over);
    screen.addEventListener("dragover", over);
    screen.addEventListener(
      "dragleave",
      (event) => screen.contains(event.relatedTarget) || screen.classList.remove("dropping"),
    );
    screen.addEventListener("drop", (event) => {
      screen.classList.remove("dropping");
      if (!carriesFiles(event)) return;
      event.preventDefault();
      const files = [...event.dataTransfer.files];
      if (files.length > 0) this.#offer(files, kindOf(files));
    });
  }

  /** A sheet with what is about to be sent; a voice message goes as it is. */
  #offer(files, kind) {
    if (files.length === 0) return;
    if (kind === "voice") {
      this.#upload(kind, files[0], "");
      return;
    }
    const caption = el("input", {
      type: "text",
      class: "caption",
      placeholder: "Подпись",
      "aria-label": "Подпись",
      maxlength: 1024,
      dataset: { testid: "caption", firstFocus: "" },
    });
    const previews = files.slice(0, 4).map((file) => preview(file, kind));
    const send = async (event) => {
      event.preventDefault();
      layer.close();
      for (const [place, file] of files.entries()) {
        if (!(await this.#upload(kind, file, place === 0 ? caption.value : ""))) return;
      }
    };
    const title =
      files.length > 1 ? `Отправить файлы: ${files.length}` : kind === "photo" ? "Отправить фото" : "Отправить файл";
    const cancel = button({ class: "plain-button", onClick: () => layer.close() }, "Отмена");
    const submit = el(
      "button",
      { type: "submit", class: "plain-button strong", dataset: { testid: "send-file" } },
      "Отправить",
    );
    const form = el(
      "form",
      { onSubmit: send },
      previews.map(({ node }) => node),
      caption,
      el("div", { class: "panel-foot" }, cancel, submit),
    );
    const panel = el("div", { class: "panel dialog", dataset: { testid: "file-sheet" } }, el("h2", {}, title), form);
    const layer = openLayer(this.#screen, panel, {
      label: title,
      onClose: () => previews.forEach(({ free }) => free()),
    });
  }
}

function kindOf(files) {
  return files.every((file) => /^image\/(png|jpeg|webp|gif)$/.test(file.type)) ? "photo" : "document";
}

function preview(file, kind) {
  if (kind === "photo") {
    const address = URL.createObjectURL(file);
    return {
      node: el("img", { class: "preview", src: address, alt: file.name }),
      free: () => URL.revokeObjectURL(address),
    };
  }
  const words = el(
    "span",
    { class: "file-words" },
    el("span", { class: "file-name" }, file.name),
    el("span", { class: "file-size" }, sizeOf(file.size)),
  );
  return { node: el("div", { class: "file" }, el("span", { class: "round" }, icon("file")), words), free: () => {} };
}
