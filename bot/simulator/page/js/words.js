/** Dates, sizes, durations and names as a Russian reader expects them. */

const TIME = new Intl.DateTimeFormat("ru", { hour: "2-digit", minute: "2-digit" });
const MOMENT = new Intl.DateTimeFormat("ru", { dateStyle: "long", timeStyle: "short" });
const DAY = new Intl.DateTimeFormat("ru", { day: "numeric", month: "long" });
const DAY_AND_YEAR = new Intl.DateTimeFormat("ru", { day: "numeric", month: "long", year: "numeric" });
const NUMBER = new Intl.NumberFormat("ru", { maximumFractionDigits: 1 });
const UNITS = ["Б", "КБ", "МБ", "ГБ"];

/** «15:04» of a Unix time in seconds. */
export function timeOf(seconds) {
  return TIME.format(seconds * 1000);
}

/** Day, month, year and time of a Unix time in seconds. */
export function momentOf(seconds) {
  return MOMENT.format(seconds * 1000);
}

/** «Сегодня», «Вчера», «23 ноября» or, in another year, «23 ноября 2025 г.» */
export function dayOf(seconds) {
  const date = new Date(seconds * 1000);
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (date.toDateString() === today.toDateString()) return "Сегодня";
  if (date.toDateString() === yesterday.toDateString()) return "Вчера";
  return (date.getFullYear() === today.getFullYear() ? DAY : DAY_AND_YEAR).format(date);
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
