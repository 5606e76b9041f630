/**
 * The messages of a conversation: all that were fetched in memory, few of them on the page. What
 * is far above and below of what is read leaves the page and comes back as the reader gets there.
 */
import { h } from './dom.js';
import { t } from './texts.js';

/** So many are fetched at once. */
const PAGE = 50;
/** So many more are put on the page at once: few enough for one frame, also before the browser has warmed to it. */
const STEP = 12;
const MOST = 200;
/** So near to an end, in pixels, more is put there. */
const NEAR = 900;

export class History {
  #load;
  #row;
  #messages = new Map();
  /** In their order, the oldest first; on the page are those from … to. */
  #ids = [];
  #from = 0;
  #to = 0;
  #rows = new Map();
  #complete = false;
  #loading;
  #aside = false;
  #list = h('div');
  #jump = h('button');

  /**
   * @param {(before: string, limit: number) => Promise<object[] | undefined>} load the newest before
   *     this one, newest first; fewer than asked for where there are no more, nothing where it failed
   * @param {(message: object) => HTMLElement} row
   */
  constructor(load, row) {
    this.#load = load;
    this.#row = row;
  }

  get(id) {
    return this.#messages.get(id);
  }

  /** The oldest own one of this kind that did not get through yet, with its row, where that is on the page. */
  firstWaiting(kind) {
    const message = this.#ids.map((id) => this.#messages.get(id)).find((one) => one.own && one.kind === kind && one.state === 'WAITING');
    const row = message && this.#rows.get(message.id);
    return row && { ...message, row };
  }

  get list() {
    return this.#list;
  }

  /** Drawn anew, as in another language; the reader stays at the same message. */
  draw(label) {
    const place = this.#place();
    this.#aside = false;
    this.#list = h('div', {
      class: 'messages',
      role: 'log',
      'aria-live': 'polite',
      tabIndex: 0,
      'aria-label': label,
      onscroll: () => this.#scrolled(),
    });
    this.#jump = h('button', { type: 'button', class: 'quiet jump', hidden: true, onclick: () => this.toEnd() }, t().toNewest);
    this.#refill();
    return [this.#list, this.#jump, () => this.#restore(place)];
  }

  /** Something else in the list's place, until it is drawn anew. */
  aside(...nodes) {
    this.#aside = true;
    this.#jump.hidden = true;
    this.#list.replaceChildren(...nodes);
    this.#scrollTo(this.#list.scrollHeight);
  }

  /** As new, or as it is now. */
  keep(message) {
    const { id } = message;
    const known = this.#messages.has(id);
    this.#messages.set(id, message);
    if (known) {
      this.#replace(id);
      return;
    }
    // who reads above does not have the page grow below
    const reading = this.#to === this.#ids.length && this.#to - this.#from < MOST + PAGE;
    const atEnd = this.#atEnd();
    this.#ids.push(id);
    if (reading && !this.#aside) {
      this.#list.querySelector('.empty')?.remove();
      this.#list.append(this.#made(id));
      this.#to += 1;
      if (atEnd || message.own) {
        this.toEnd();
      }
    } else if (message.own) {
      this.toEnd();
    }
    this.#offerJump();
  }

  /** It is not shown any more. */
  remove(id) {
    const at = this.#ids.indexOf(id);
    if (at < 0) {
      return;
    }
    this.#ids.splice(at, 1);
    this.#messages.delete(id);
    if (at < this.#to) {
      this.#take(id);
      this.#to -= 1;
      this.#from -= at < this.#from ? 1 : 0;
    }
  }

  /** The newest message is in view. */
  toEnd() {
    if (this.#aside) {
      return;
    }
    if (this.#to < this.#ids.length || this.#to - this.#from > MOST) {
      this.#to = this.#ids.length;
      this.#from = Math.max(0, this.#to - PAGE);
      this.#refill();
    }
    this.#scrollTo(this.#list.scrollHeight);
    this.#offerJump();
  }

  /** Fetches what is before the oldest one; one fetch at a time. */
  older() {
    this.#loading ??= this.#fetch().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #fetch() {
    const loaded = await this.#load(this.#ids[0] ?? '', PAGE);
    if (!loaded) {
      return;
    }
    const found = loaded.reverse();
    this.#complete = found.length < PAGE;
    const fresh = found.filter(({ id }) => !this.#messages.has(id));
    fresh.forEach((message) => this.#messages.set(message.id, message));
    this.#ids.unshift(...fresh.map(({ id }) => id));
    this.#from += fresh.length;
    this.#to += fresh.length;
    if (!this.#aside) {
      // where there is nothing to scroll yet, nothing would bring the rest
      const some = this.#list.scrollHeight > this.#list.clientHeight ? STEP : fresh.length;
      this.#move(this.#from - some, this.#to);
    }
  }

  #scrolled() {
    if (this.#aside) {
      return;
    }
    const { scrollTop, scrollHeight, clientHeight } = this.#list;
    if (scrollTop < NEAR && this.#from > 0) {
      this.#move(this.#from - STEP, this.#to);
    } else if (scrollHeight - scrollTop - clientHeight < NEAR && this.#to < this.#ids.length) {
      this.#move(this.#from, this.#to + STEP);
    }
    // before the reader is there
    if (scrollTop < NEAR && this.#from < PAGE && !this.#complete && !this.#loading) {
      this.older();
    }
    this.#offerJump();
  }

  /** These are on the page, as far as there is room; what the reader looks at stays where it is. */
  #move(wantedFrom, wantedTo) {
    const up = wantedFrom < this.#from;
    let from = Math.max(0, wantedFrom);
    let to = Math.min(this.#ids.length, wantedTo);
    if (to - from > MOST) {
      if (up) {
        to = from + MOST;
      } else {
        from = to - MOST;
      }
    }
    const place = this.#place();
    this.#list.setAttribute('aria-busy', 'true');
    this.#ids.slice(this.#from, from).forEach((id) => this.#take(id));
    this.#ids.slice(to, this.#to).forEach((id) => this.#take(id));
    this.#list.querySelector(':scope > .older, :scope > .empty')?.remove();
    const above = this.#ids.slice(from, Math.max(from, this.#from)).map((id) => this.#made(id));
    const below = this.#ids.slice(Math.min(to, this.#to), to).map((id) => this.#made(id));
    this.#from = from;
    this.#to = to;
    this.#list.prepend(...this.#above(), ...above);
    this.#list.append(...below);
    this.#restore(place);
    this.#list.removeAttribute('aria-busy');
  }

  #refill() {
    this.#rows.clear();
    this.#list.replaceChildren(...this.#above(), ...this.#ids.slice(this.#from, this.#to).map((id) => this.#made(id)));
  }

  /** What stands above the oldest message. */
  #above() {
    if (this.#ids.length === 0) {
      return [h('p', { class: 'empty' }, t().nothingYet)];
    }
    if (this.#from > 0) {
      return [];
    }
    // as high as the button was, so that nothing jumps
    return [this.#complete ? h('p', { class: 'older beginning' }, t().beginning) : h('button', { type: 'button', class: 'quiet older', onclick: () => this.older() }, t().older)];
  }

  #made(id) {
    const row = this.#row(this.#messages.get(id));
    this.#rows.set(id, row);
    return row;
  }

  #take(id) {
    const row = this.#rows.get(id);
    if (row?.contains(document.activeElement)) {
      this.#list.focus({ preventScroll: true });
    }
    row?.remove();
    this.#rows.delete(id);
  }

  #replace(id) {
    const before = this.#rows.get(id);
    if (before && !this.#aside) {
      const atEnd = this.#atEnd();
      before.replaceWith(this.#made(id));
      if (atEnd) {
        this.#scrollTo(this.#list.scrollHeight);
      }
    }
  }

  #atEnd() {
    return this.#to === this.#ids.length && this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < 80;
  }

  #offerJump() {
    this.#jump.hidden = this.#aside || this.#to === this.#ids.length;
  }

  /** The first message in view, and where. */
  #place() {
    if (this.#aside || this.#atEnd()) {
      return null;
    }
    const { top } = this.#list.getBoundingClientRect();
    for (const [id, row] of this.#inOrder()) {
      const { bottom, top: at } = row.getBoundingClientRect();
      if (bottom > top) {
        return { id, at: at - top };
      }
    }
    return null;
  }

  *#inOrder() {
    for (const id of this.#ids.slice(this.#from, this.#to)) {
      const row = this.#rows.get(id);
      if (row?.isConnected) {
        yield [id, row];
      }
    }
  }

  #restore(place) {
    const row = place && this.#rows.get(place.id);
    if (!row) {
      this.#scrollTo(this.#list.scrollHeight);
      return;
    }
    const { top } = this.#list.getBoundingClientRect();
    this.#scrollTo(this.#list.scrollTop + row.getBoundingClientRect().top - top - place.at);
  }

  #scrollTo(top) {
    this.#list.scrollTo({ top, behavior: 'instant' });
  }
}
