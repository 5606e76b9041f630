/** What the inviting company says of itself and about personal data, as it signed it. */
import { h, marked } from './dom.js';
import { language, t } from './texts.js';

function line(label, value) {
  return value ? [h('dt', {}, label), h('dd', {}, value)] : [];
}

function purpose({ german, english, basis }) {
  return h('li', {}, language() === 'de' ? german : english, ` (${t().basis[basis]})`);
}

/** Who the company is, and where. */
function about(profile) {
  return h(
    'dl',
    {},
    ...line(t().company, profile.name),
    ...line(t().address, profile.address),
    ...line(t().contact, profile.contact),
    ...line(t().officer, profile.officer),
    ...line(t().region, profile.region),
  );
}

function text({ name, notice: said }) {
  return h('p', { class: 'notice', tabIndex: 0, role: 'region', 'aria-label': t().noticeOf(name) }, language() === 'de' ? said.german : said.english);
}

/** A company that takes part, and what it answers for; everything that it says of itself is one click away. */
export function controller({ german, english, profile }) {
  return h(
    'li',
    {},
    h('span', {}, ...marked(language() === 'de' ? german : english)),
    profile && h('details', {}, h('summary', {}, t().aboutThis(profile.name)), about(profile), text(profile)),
  );
}

/**
 * @param {object} profile
 * @param {object} asked whether `consent` is asked for, and what is `noted` otherwise
 * @returns {HTMLElement[]} the whole notice, and what is asked for where it takes consent
 */
export function notice(profile, asked = { consent: profile.notice.consent, noted: t().noted }) {
  const { notice: said } = profile;
  return [
    h('h2', {}, t().noticeOf(profile.name)),
    h('ul', {}, ...said.purposes.map(purpose)),
    text(profile),
    h('p', {}, h('a', { href: said.link, target: '_blank', rel: 'noopener noreferrer' }, t().wholeNotice)),
    h('details', {}, h('summary', {}, t().aboutCompany), about(profile)),
    asked.consent
      ? h('label', { class: 'consent' }, h('input', { type: 'checkbox', required: true, id: 'consent' }), h('span', {}, t().consent))
      : h('p', {}, asked.noted),
  ];
}
