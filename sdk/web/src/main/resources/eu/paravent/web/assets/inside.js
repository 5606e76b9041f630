/** Who is in the conversation, before one is in it oneself. */
import { h } from './dom.js';
import { t } from './texts.js';

/**
 * @param {object | undefined} people as the core found them; nothing yet while it looks
 * @returns {HTMLElement[]}
 */
export function inside(people) {
  return [h('h2', {}, t().whoInside), ...found(people)];
}

function found(people) {
  if (!people) {
    return [h('p', { class: 'quiet' }, t().insideLooking)];
  } else if (people.unknown) {
    return [h('p', {}, t().insideUnknown)];
  } else if (!people.companies) {
    return [h('p', {}, t().insideApproval)];
  }
  return [
    h('ul', { class: 'people' }, ...people.companies.map(company), people.guests > 0 && h('li', {}, h('strong', {}, t().insideGuests(people.guests)), h('span', { class: 'quiet' }, t().byInvite))),
    h('p', { class: 'quiet' }, t().insideNames),
  ];
}

function company({ name, staff, vouched }) {
  return h(
    'li',
    {},
    h('strong', {}, h('bdi', {}, name), ': ', t().insideStaff(staff)),
    h('span', { class: vouched ? 'vouched' : 'unvouched' }, vouched ? t().insideVouched : t().insideNotVouched),
  );
}
