/** The time that the phones live in: the browser's own, until a show sets another one. */

let ahead = 0;
let zone;

/** From now on the phones live in this time; `now` in seconds, `zone` as in the list of IANA. */
export function setClock(show) {
  ahead = show.now * 1000 - Date.now();
  zone = show.zone;
}

/** The present moment, in milliseconds. */
export function now() {
  return Date.now() + ahead;
}

/** A function from a moment in milliseconds to Russian words, in the zone of the clock. */
export function formatter(options) {
  const made = new Map();
  return (moment) => {
    if (!made.has(zone)) made.set(zone, new Intl.DateTimeFormat("ru", { ...options, timeZone: zone }));
    return made.get(zone).format(moment);
  };
}
