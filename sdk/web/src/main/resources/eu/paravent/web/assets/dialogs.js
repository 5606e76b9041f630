/** Questions and lists that lie over the page until they are answered. */
import { h } from './dom.js';
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
 * @param {string | false} remark
 * @param {(close: () => void) => HTMLElement[]} buttons
 */
export function people(participants, remark, buttons) {
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
        ),
      ),
    ),
    remark && h('p', { class: 'quiet' }, remark),
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
