/** What has to be known before something is written: it stands above the conversation. */
import { h } from './dom.js';
import { t } from './texts.js';

export function banners(conversation) {
  return [labelled(conversation), archivists(conversation), guests(conversation)];
}

/** How confidential it is, in the company's own words. */
function labelled({ label }) {
  return Boolean(label) && h('p', { class: 'banner labelled' }, t().label, ' ', h('strong', {}, h('bdi', {}, label)));
}

/** Who keeps a record of everything is named first. */
function archivists(conversation) {
  const keepers = conversation.participants.filter(({ role }) => role === 'ARCHIVIST');
  return (
    keepers.length > 0 &&
    h('p', { class: 'banner records' }, h('strong', {}, t().recorded), ' ', t().recordedBy(keepers.map(({ organisation }) => organisation).join(', ')), ' ', kept(conversation))
  );
}

/** Who is not of a company is named where nobody can overlook it. */
function guests({ participants }) {
  const others = participants.filter((person) => person.guest && !person.self);
  return others.length > 0 && h('p', { class: 'banner' }, t().guestsRead(others.map((person) => person.name).join(', ')));
}

/** How long what is said here is kept, as everyone in it agreed. */
export function kept({ minimumDays, maximumDays, fromYearEnd }) {
  return [minimumDays > 0 && t().keptAtLeast(minimumDays, fromYearEnd), maximumDays > 0 && t().deletedAfter(maximumDays, fromYearEnd)].filter(Boolean).join(' ');
}
