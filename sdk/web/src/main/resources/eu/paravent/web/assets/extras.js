/** Places, and messages that disappear. */
import { sure } from './dialogs.js';
import { h } from './dom.js';
import { clock, locale, t } from './texts.js';

const TIMES = [60, 300, 3_600, 86_400, 604_800];
const PATIENCE = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 };

/** How long what is sent from now on stays after it is read. */
export class Timer {
  seconds = 0;

  element() {
    const options = [0, ...TIMES].map((seconds) =>
      h('option', { value: String(seconds), selected: seconds === this.seconds }, seconds ? t().disappearsAfter(length(seconds)) : t().stays),
    );
    return h(
      'select',
      {
        class: 'timer',
        'aria-label': t().disappearing,
        title: t().disappearing,
        onchange: (event) => {
          this.seconds = Number(event.target.value);
        },
      },
      ...options,
    );
  }
}

function length(seconds) {
  const [unit, size] = [['week', 604_800], ['day', 86_400], ['hour', 3_600], ['minute', 60]].find(([, of]) => seconds % of === 0);
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'long' }).format(seconds / size);
}

/** When a message goes; the seconds are for the eye only, not to be read aloud each time. */
export function countdown({ expires }) {
  const until = new Date(expires);
  return h(
    'span',
    { class: 'countdown' },
    ' · ',
    h('time', { datetime: expires }, t().disappears(clock(until))),
    h('span', { 'aria-hidden': 'true', 'data-until': String(until.getTime()) }, left(until.getTime())),
  );
}

function left(until) {
  const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
  return seconds >= 3_600 ? '' : ` (${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')})`;
}

/** The next second of every countdown in there. */
export function tick(list) {
  list.querySelectorAll('[data-until]').forEach((shown) => {
    shown.textContent = left(Number(shown.dataset.until));
  });
}

/**
 * Asks first, then the browser asks as well.
 *
 * @returns {Promise<object | null>} where this device is; `null` where it is not to be told
 */
export async function whereabouts() {
  if (!(await sure(t().placeSure, t().placeSend))) {
    return null;
  }
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ latitude: coords.latitude, longitude: coords.longitude, uncertainty: Math.min(coords.accuracy, 1e9) }),
      (error) => reject(Object.assign(new Error(error.message), { code: 'place' })),
      PATIENCE,
    );
  });
}

/** A link that the reader's own map opens. No map of anybody else is asked. */
export function place({ geo, label, latitude, longitude, uncertainty }) {
  const number = new Intl.NumberFormat(locale(), { minimumFractionDigits: 5, maximumFractionDigits: 5 });
  const figures = `${number.format(latitude)}; ${number.format(longitude)}`;
  return h(
    'p',
    { class: 'text' },
    h('span', { 'aria-hidden': 'true' }, '📍 '),
    h('a', { href: geo }, h('bdi', {}, label ? `${label} (${figures})` : `${t().place} ${figures}`)),
    uncertainty > 0 && h('span', { class: 'meta' }, ` ± ${new Intl.NumberFormat(locale(), { maximumFractionDigits: 0 }).format(uncertainty)} m`),
  );
}
