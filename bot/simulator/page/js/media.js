/** What a message carries besides text: pictures, files, sound, places, people. */

import { fileAddress } from "./api.js";
import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { soundBubble } from "./sound.js";
import { fullName, initialsOf, sizeOf } from "./words.js";

/** Sides of the field a picture is fitted into, CSS pixels. */
const WIDEST = 300;
const TALLEST = 340;

const KINDS = {
  photo: (sizes, does) => photo(sizes, does),
  voice: (voice) => soundBubble(fileAddress(voice.file_id), { seconds: voice.duration, seed: voice.file_id }),
  audio: (audio) =>
    soundBubble(fileAddress(audio.file_id), {
      seconds: audio.duration,
      seed: audio.file_id,
      title: audio.title ?? audio.file_name,
    }),
  animation: (clip) => movie(clip, { autoplay: true, loop: true, muted: true }),
  video: (video) => movie(video, { controls: true }),
  video_note: (note) => movie({ ...note, width: note.length, height: note.length }, { controls: true }),
  sticker: (sticker) => el("div", { class: "sticker", role: "img", "aria-label": "Стикер" }, sticker.emoji ?? "🙂"),
  location: (location) => place(location),
  contact: (contact) => person(contact),
  document: (file) => paper(file),
};

/** The node for what `message` carries; null when it is text alone. */
export function renderMedia(message, does) {
  const kind = Object.keys(KINDS).find((name) => message[name] !== undefined);
  return kind ? KINDS[kind](message[kind], does) : null;
}

/** Whether the message shows a picture or film from edge to edge. */
export function isPicture(message) {
  return ["photo", "video", "animation", "video_note"].some((kind) => message[kind] !== undefined);
}

function photo(sizes, does) {
  const largest = sizes.reduce((best, size) => (size.width >= best.width ? size : best));
  const address = fileAddress(largest.file_id);
  const { width, height } = fitted(largest);
  const image = el("img", { src: address, alt: "Фотография", width, height, draggable: "false" });
  const show = () => does.showPicture(address);
  return button(
    { class: "photo", "aria-label": "Открыть фотографию", dataset: { testid: "photo" }, onClick: show },
    image,
  );
}

function fitted({ width, height }) {
  if (!width || !height) return { width: WIDEST, height: WIDEST };
  const scale = Math.min(WIDEST / width, TALLEST / height, 1);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

function movie(video, manner) {
  const { width, height } = fitted(video);
  return el("video", {
    class: "movie",
    src: fileAddress(video.file_id),
    preload: "metadata",
    width,
    height,
    ...manner,
  });
}

function paper(file) {
  const name = file.file_name ?? "Файл";
  const ending = name.includes(".") ? name.split(".").pop().slice(0, 4) : "";
  const details = [file.file_size !== undefined && sizeOf(file.file_size), ending.toUpperCase()]
    .filter(Boolean)
    .join(" · ");
  return el(
    "a",
    { class: "file", href: fileAddress(file.file_id), download: name, dataset: { testid: "document" } },
    el("span", { class: "round" }, icon("down")),
    el(
      "span",
      { class: "file-words" },
      el("span", { class: "file-name" }, name),
      el("span", { class: "file-size" }, details),
    ),
  );
}

function place({ latitude, longitude }) {
  const words = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return el(
    "div",
    { class: "place" },
    el("div", { class: "map" }, icon("pin")),
    el("span", { class: "file-size" }, words),
  );
}

function person(contact) {
  const name = fullName(contact);
  return el(
    "div",
    { class: "file" },
    el("span", { class: "round" }, initialsOf(name)),
    el(
      "span",
      { class: "file-words" },
      el("span", { class: "file-name" }, name),
      el("span", { class: "file-size" }, contact.phone_number),
    ),
  );
}
