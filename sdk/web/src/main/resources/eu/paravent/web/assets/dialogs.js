/** Questions and lists that lie over the page until they are answered. */
import { h } from './dom.js';
import { controller } from './notice.js';
import { t } from './texts.js';

/** Shows it over everything; gone when closed. */
export function over(label, ...children) {
  const dialog = h('dialog', { 'aria-label': label, onclose: () => dialog.remove() }, ...children);
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** @returns {Promise<boolean>} */
export function sure(question, yes) {
  return new Promise((resolve) => {
    const dialog = over(
      question,
      h(
        'form',
        { method: 'dialog' },
        h('p', {}, question),
        h(
          'div',
          { class: 'buttons' },
          h('button', { value: 'no', class: 'quiet' }, t().cancel),
          h('button', { value: 'yes', class: 'danger' }, yes),
        ),
      ),
    );
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'));
  });
}

/**
 * Who takes part.
 *
 * @param {object[]} participants
 * @param {object[]} controllers the companies that answer for it
 * @param {string[]} remarks
 * @param {(person: object) => void} compare compares keys with that person
 * @param {(close: () => void) => HTMLElement[]} buttons
 */
export function people(participants, controllers, remarks, compare, buttons) {
  const dialog = over(
    t().whoReads,
    h('h2', {}, t().whoReads),
    h(
      'ul',
      { class: 'people' },
      ...participants.map((person) =>
        h(
          'li',
          {},
          h('strong', {}, h('bdi', {}, person.name)),
          person.self && ` (${t().you})`,
          h('span', { class: 'quiet' }, person.guest ? `${t().guest}, ${t().byInvite}` : `${person.organisation}, ${t().verified}`),
          t().roles[person.role] && h('span', { class: person.role === 'ARCHIVIST' ? 'recording' : 'quiet' }, t().roles[person.role]),
          person.trust && h('span', { class: person.trust }, t().trust[person.trust]),
          person.trust &&
            h('button', { type: 'button', class: 'quiet compare', 'aria-label': t().compareWith(person.name), onclick: () => compare(person) }, t().compare),
          t().custody[person.custody] && h('span', { class: 'quiet' }, t().custody[person.custody]),
        ),
      ),
    ),
    controllers.length > 0 && h('h3', {}, t().answersFor),
    controllers.length > 0 && h('ul', { class: 'people' }, ...controllers.map(controller)),
    ...remarks.map((remark) => h('p', { class: 'quiet' }, remark)),
    h(
      'div',
      { class: 'buttons' },
      ...buttons(() => {
        dialog.close();
        dialog.remove();
      }),
      h('button', { type: 'button', onclick: () => dialog.close() }, t().close),
    ),
  );
}

/**
 * Reads a number to each other.
 *
 * @returns {Promise<boolean>} whether it is the same on both sides, by this person's word
 */
export function compared(name, digits) {
  return new Promise((resolve) => {
    const dialog = over(
      t().compareWith(name),
      h(
        'form',
        { method: 'dialog' },
        h('h2', {}, t().compareWith(name)),
        h('p', {}, t().compareHelp(name)),
        h('p', { class: 'fingerprint' }, digits),
        h('div', { class: 'buttons' }, h('button', { value: 'no', class: 'quiet' }, t().cancel), h('button', { value: 'yes' }, t().compareSame)),
      ),
    );
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'));
  });
}
