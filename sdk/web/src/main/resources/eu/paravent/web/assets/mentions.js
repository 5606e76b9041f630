/** Who is meant: chosen from a list while one writes, `@name` in the line, a link in the message. */
import { h } from './dom.js';
import { t } from './texts.js';

const BEGUN = /(^|[\s(])@([^\s@]{0,40})$/u;
const LINK = /\[@?((?:\\.|[^\]\\\n])*)\]\((mimi:\/\/[^\s)<>]+)\)/g;
const SHOWN_MOST = 6;
let lists = 0;

/** A message in a line, without links. */
export function plain(text) {
  return text.replace(LINK, (whole, name) => `@${name.replace(/\\(.)/g, '$1')}`);
}

export class Mentions {
  #people;
  #input;
  #list;
  #status;
  #offered = [];
  #at = -1;
  #chosen = new Map();

  /** @param {() => object[]} people who can be meant, as the core shows them */
  constructor(people) {
    this.#people = people;
  }

  /** For this line; answers what is to stand above it. */
  attach(input) {
    this.#input = input;
    const id = `mentions-${++lists}`;
    this.#list = h('ul', { id, class: 'mentions', role: 'listbox', hidden: true, 'aria-label': t().mention });
    this.#status = h('p', { class: 'unseen', role: 'status' });
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', id);
    input.addEventListener('input', () => this.offer());
    input.addEventListener('blur', () => this.#close());
    return [this.#list, this.#status];
  }

  /** @returns {boolean} whether the key was meant for the list */
  key(event) {
    if (this.#offered.length === 0 || event.isComposing) {
      return false;
    }
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (steps) {
      this.#mark((this.#at + steps + this.#offered.length) % this.#offered.length);
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      this.#choose(this.#offered[this.#at]);
    } else if (event.key === 'Escape') {
      this.#close();
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }

  /** Those who fit what is written before the caret. */
  offer() {
    const begun = this.#input.value.slice(0, this.#input.selectionStart).match(BEGUN);
    const wanted = begun?.[2].toLowerCase();
    this.#offered = begun
      ? this.#people().filter(({ self, name }) => !self && name.toLowerCase().split(/\s+/).some((word) => word.startsWith(wanted))).slice(0, SHOWN_MOST)
      : [];
    if (this.#offered.length === 0) {
      this.#close();
      return;
    }
    this.#list.replaceChildren(
      ...this.#offered.map((person, at) =>
        h(
          'li',
          {
            id: `${this.#list.id}-${at}`,
            role: 'option',
            // before the line loses the focus
            onpointerdown: (event) => {
              event.preventDefault();
              this.#choose(person);
            },
          },
          h('bdi', {}, person.name),
        ),
      ),
    );
    this.#list.hidden = false;
    this.#status.textContent = t().mentionOffer(this.#offered.length);
    this.#mark(0);
  }

  #mark(at) {
    this.#at = at;
    [...this.#list.children].forEach((option, index) => option.setAttribute('aria-selected', String(index === at)));
    this.#input.setAttribute('aria-activedescendant', `${this.#list.id}-${at}`);
  }

  #close() {
    this.#offered = [];
    this.#list.hidden = true;
    this.#list.replaceChildren();
    this.#status.textContent = '';
    this.#input.removeAttribute('aria-activedescendant');
  }

  #choose({ name, mention }) {
    const caret = this.#input.selectionStart;
    const before = this.#input.value.slice(0, caret).replace(/@[^\s@]*$/u, `@${name} `);
    this.#input.value = before + this.#input.value.slice(caret);
    this.#input.setSelectionRange(before.length, before.length);
    this.#chosen.set(`@${name}`, mention);
    this.#close();
  }

  /** What was written, with the links of those who were chosen. */
  linked(text) {
    const names = [...this.#chosen.keys()].filter((name) => text.includes(name)).sort((a, b) => b.length - a.length);
    if (names.length === 0) {
      return text;
    }
    const any = new RegExp(names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'gu');
    return text.replace(any, (name) => this.#chosen.get(name));
  }

  /** A message to be written anew. */
  unlinked(text) {
    return text.replace(LINK, (whole, name, id) => {
      const person = this.#people().find((one) => one.id === id);
      if (!person) {
        return whole;
      }
      this.#chosen.set(`@${person.name}`, person.mention);
      return `@${person.name}`;
    });
  }
}
