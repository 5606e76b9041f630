/** What the inviting company says of itself and about personal data, as it signed it. */
import { h } from './dom.js';
import { language, t } from './texts.js';

function line(label, value) {
  return value ? [h('dt', {}, label), h('dd', {}, value)] : [];
}

function purpose({ german, english, basis }) {
  return h('li', {}, language() === 'de' ? german : english, ` (${t().basis[basis]})`);
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
    h('p', { class: 'notice', tabIndex: 0, role: 'region', 'aria-label': t().noticeOf(profile.name) }, language() === 'de' ? said.german : said.english),
    h('p', {}, h('a', { href: said.link, target: '_blank', rel: 'noopener noreferrer' }, t().wholeNotice)),
    h(
      'details',
      {},
      h('summary', {}, t().aboutCompany),
      h(
        'dl',
        {},
        ...line(t().company, profile.name),
        ...line(t().address, profile.address),
        ...line(t().contact, profile.contact),
        ...line(t().officer, profile.officer),
        ...line(t().region, profile.region),
      ),
    ),
    asked.consent
      ? h('label', { class: 'consent' }, h('input', { type: 'checkbox', required: true, id: 'consent' }), h('span', {}, t().consent))
      : h('p', {}, asked.noted),
  ];
}
