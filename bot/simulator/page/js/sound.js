/** A voice message or a piece of music: a play button, a drawn wave, the time. */

import { button, el } from "./dom.js";
import { icon } from "./icons.js";
import { durationOf } from "./words.js";

const BARS = 36;

/** Only one sound plays on the page. */
let playing = null;

/** `seed` makes the wave of a file look the same each time: the true one is not known to the server. */
export function soundBubble(address, { seconds, seed, title }) {
  const audio = el("audio", { src: address, preload: "metadata" });
  const control = button(
    { class: "round", "aria-label": "Слушать", dataset: { testid: "play" } },
    icon("play"),
    icon("pause"),
  );
  const wave = el("span", { class: "wave", "aria-hidden": "true" }, heights(seed).map(bar));
  const clock = el("span", { class: "file-size" }, durationOf(seconds ?? 0));
  const box = el(
    "div",
    { class: "file sound", dataset: { testid: "voice" } },
    control,
    el("span", { class: "file-words" }, title ? el("span", { class: "file-name" }, title) : wave, clock),
    audio,
  );
  control.addEventListener("click", () => (audio.paused ? play(audio, clock) : audio.pause()));
  for (const name of ["loadedmetadata", "play", "pause", "ended", "timeupdate"]) {
    audio.addEventListener(name, () => show({ audio, box, control, wave, clock, seconds }));
  }
  return box;
}

async function play(audio, clock) {
  if (playing !== audio) playing?.pause();
  playing = audio;
  await audio.play().catch(() => {
    clock.textContent = "Не играет";
  });
}

function show({ audio, box, control, wave, clock, seconds }) {
  const active = !audio.paused && !audio.ended;
  const whole = Number.isFinite(audio.duration) ? audio.duration : (seconds ?? 0);
  const at = audio.ended ? 0 : audio.currentTime;
  box.classList.toggle("playing", active);
  control.setAttribute("aria-label", active ? "Остановить" : "Слушать");
  if (!audio.error) clock.textContent = durationOf(at > 0 ? at : whole);
  [...wave.children].forEach((bar, place) => bar.classList.toggle("past", at > 0 && place / BARS <= at / whole));
}

function bar(height) {
  const node = el("i");
  node.style.setProperty("--height", height);
  return node;
}

function heights(seed) {
  let state = 7;
  for (const letter of seed) state = (state * 31 + letter.codePointAt(0)) >>> 0;
  return Array.from({ length: BARS }, (_, place) => {
    state = (state * 1664525 + 1013904223) >>> 0;
    const swell = 0.55 + 0.45 * Math.sin(place / 3 + (state % 5) / 5);
    return Math.round(20 + (80 * swell * ((state >>> 8) % 100)) / 100);
  });
}
