/** Round pictures with initials, coloured by person as in Telegram. */

import { el } from "./dom.js";
import { initialsOf } from "./words.js";

const TONES = 5;

/** The avatar of somebody called `name`; who has no id gets the colour of the bot. */
export function avatar(name, id = null) {
  const tone = id === null ? "" : ` tone-${id % TONES}`;
  return el("span", { class: `avatar${tone}`, "aria-hidden": "true" }, initialsOf(name));
}
