/** How far files are on their way, out and in. */
import { h } from './dom.js';
import { t } from './texts.js';

/** Ciphertexts are longer than what is in them by this. */
const TAG = 16;

export class Transfers {
  #coming = new Set();
  #going = null;
  #gone = 0;

  /** Until it is there, its box shows how much of it is. */
  async fetched(box, size, name, work) {
    const bar = made(size, t().fetching(name));
    this.#coming.add(bar);
    box.append(bar);
    try {
      return await work();
    } finally {
      bar.remove();
      this.#coming.delete(bar);
    }
  }

  /** Another file is to be sent. */
  begin() {
    this.#gone = 0;
  }

  /**
   * @param {object} how as the worker tells it
   * @param {() => { size: number, name: string, row: HTMLElement } | undefined} waiting the own file
   *     whose turn it is
   */
  take({ up, done }, waiting) {
    if (up) {
      this.#gone = done;
      this.going(waiting());
    } else {
      // they come one after the other, piece by piece
      const bar = [...this.#coming].find(({ max, value }) => value <= done && done <= max);
      if (bar) {
        bar.value = done;
      }
    }
  }

  /** Where its message is shown, that shows how much of it has gone; it may have begun before that. */
  going(file) {
    if (!file) {
      return;
    }
    if (this.#going?.closest('.message') !== file.row) {
      this.#going?.remove();
      this.#going = made(file.size, t().sendingFile(file.name));
      file.row.append(this.#going);
    }
    this.#going.value = this.#gone;
  }
}

function made(size, label) {
  return h('progress', { max: size + TAG, value: 0, 'aria-label': label });
}
