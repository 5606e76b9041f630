/** What someone in the conversation keeps in sight. */
import { h } from './dom.js';
import { summary } from './message.js';
import { t } from './texts.js';

export class Pins {
  #load;
  #name;
  #messages = [];
  #open = false;
  #element = h('div');

  /**
   * @param {() => Promise<object[]>} load what is pinned, the last first
   * @param {(message: object) => string} name whose a message is
   */
  constructor(load, name) {
    this.#load = load;
    this.#name = name;
  }

  /** Asks anew. */
  async look() {
    this.#messages = await this.#load();
    this.#element.replaceWith(this.draw());
  }

  draw() {
    const [last] = this.#messages;
    this.#element = last ? this.#list(last) : h('div', { hidden: true });
    return this.#element;
  }

  #list(last) {
    return h(
      'details',
      {
        class: 'banner pins',
        open: this.#open,
        ontoggle: ({ target }) => {
          this.#open = target.open;
        },
      },
      h('summary', {}, t().pins(this.#messages.length), h('bdi', { class: 'first' }, ` ${summary(last)}`)),
      h('ul', {}, ...this.#messages.map((message) => h('li', {}, h('bdi', {}, h('strong', {}, this.#name(message)), ` ${summary(message)}`)))),
    );
  }
}
