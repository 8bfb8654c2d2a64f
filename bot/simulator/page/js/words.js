/** Dates, sizes, durations and names as a Russian reader expects them. */

import { formatter, now } from "./clock.js";

const DAY_LENGTH = 86_400_000;

const time = formatter({ hour: "2-digit", minute: "2-digit" });
const moment = formatter({ dateStyle: "long", timeStyle: "short" });
const day = formatter({ day: "numeric", month: "long" });
const dayAndYear = formatter({ day: "numeric", month: "long", year: "numeric" });
const date = formatter({ dateStyle: "short" });
const year = formatter({ year: "numeric" });
const NUMBER = new Intl.NumberFormat("ru", { maximumFractionDigits: 1 });
const UNITS = ["Б", "КБ", "МБ", "ГБ"];

/** «15:04» of a Unix time in seconds. */
export function timeOf(seconds) {
  return time(seconds * 1000);
}

/** Day, month, year and time of a Unix time in seconds. */
export function momentOf(seconds) {
  return moment(seconds * 1000);
}

/** «Сегодня», «Вчера», «23 ноября» or, in another year, «23 ноября 2025 г.» */
export function dayOf(seconds) {
  const then = seconds * 1000;
  if (date(then) === date(now())) return "Сегодня";
  if (date(then) === date(now() - DAY_LENGTH)) return "Вчера";
  return year(then) === year(now()) ? day(then) : dayAndYear(then);
}

/** «12,1 КБ» */
export function sizeOf(bytes) {
  let unit = 0;
  let size = bytes;
  while (size >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${NUMBER.format(size)} ${UNITS[unit]}`;
}

/** «0:17» */
export function durationOf(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** First and last name, as far as given. */
export function fullName(person) {
  return [person.first_name, person.last_name].filter(Boolean).join(" ");
}

/** One or two letters for an avatar. */
export function initialsOf(name) {
  const letters = name.match(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu) ?? ["?"];
  return letters.slice(0, 2).join("").toUpperCase();
}
