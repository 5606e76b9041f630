/** Messages that are more than text: polls, cards of records and of people. */
import { over } from './dialogs.js';
import { h } from './dom.js';
import { t } from './texts.js';

/** The question, and how it stands; each answer is a button as long as votes are taken. */
export function poll(message, room) {
  const { question, options, multiple, votes, closed } = message;
  const most = Math.max(1, ...votes.map((by) => by.length));
  const mine = options.map((_, i) => votes[i].includes(room.self));
  const vote = (i) => {
    const chosen = mine.map((was, at) => (at === i ? !was : multiple && was)).flatMap((on, at) => (on ? [at] : []));
    return room.do('vote', { id: message.id, options: chosen });
  };
  return h(
    'div',
    { class: 'poll', role: 'group', 'aria-label': t().poll(question) },
    h('p', { class: 'text', dir: 'auto' }, h('strong', {}, question)),
    h('p', { class: 'meta' }, closed ? t().pollClosed : multiple ? t().pollMany : t().pollOne),
    ...options.map((option, i) =>
      h(
        'button',
        {
          type: 'button',
          class: mine[i] ? 'choice mine' : 'choice',
          disabled: Boolean(closed) || !room.active,
          'aria-pressed': String(mine[i]),
          title: votes[i].map((id) => room.name(id)).join(', '),
          onclick: () => vote(i),
        },
        h('bdi', {}, option),
        h('span', { class: 'meta' }, t().votes(votes[i].length)),
        h('meter', { 'aria-hidden': 'true', min: 0, max: most, value: votes[i].length }),
      ),
    ),
    message.own && !closed && room.active && h('button', { type: 'button', class: 'quiet', onclick: () => room.do('closePoll', { id: message.id }) }, t().closePoll),
  );
}

/**
 * Asks for a question and its answers.
 *
 * @returns {Promise<object | null>} the poll; `null` where none is wanted
 */
export function newPoll() {
  return new Promise((resolve) => {
    const question = h('input', { id: 'question', required: true, maxLength: 300, dir: 'auto' });
    const answers = h('textarea', { id: 'answers', required: true, rows: 4, dir: 'auto', 'aria-describedby': 'answers-help' });
    const multiple = h('input', { type: 'checkbox' });
    const given = () => [...new Set(answers.value.split('\n').map((line) => line.trim().slice(0, 100)).filter(Boolean))].slice(0, 20);
    answers.addEventListener('input', () => answers.setCustomValidity(given().length < 2 ? t().pollTwo : ''));
    let made = null;
    const dialog = over(
      t().newPoll,
      h(
        'form',
        {
          method: 'dialog',
          onsubmit: () => {
            made = { question: question.value.trim(), options: given(), multiple: multiple.checked };
          },
        },
        h('h2', {}, t().newPoll),
        h('label', { for: 'question' }, t().pollQuestion),
        question,
        h('label', { for: 'answers' }, t().pollAnswers),
        answers,
        h('p', { id: 'answers-help', class: 'quiet' }, t().pollAnswersHelp),
        h('label', { class: 'consent' }, multiple, t().pollMany),
        h(
          'div',
          { class: 'buttons' },
          h('button', { type: 'button', class: 'quiet', onclick: () => dialog.close() }, t().cancel),
          h('button', {}, t().send),
        ),
      ),
    );
    dialog.addEventListener('close', () => resolve(made));
  });
}

/** A record of the host application. Its link leaves the page, and says where to. */
export function card({ card: kind, title, fields, link, key }) {
  return h(
    'div',
    { class: 'card', role: 'group', 'aria-label': `${t().cards[kind] ?? t().cards.other}: ${title}` },
    h('p', { class: 'meta' }, t().cards[kind] ?? t().cards.other, key && h('bdi', {}, ` ${key}`)),
    h('p', { class: 'text', dir: 'auto' }, h('strong', {}, title)),
    fields.length > 0 && h('dl', {}, ...fields.flatMap(({ label, value }) => [h('dt', { dir: 'auto' }, label), h('dd', { dir: 'auto' }, value)])),
    link && h('a', { href: link, target: '_blank', rel: 'noopener noreferrer nofollow' }, t().opensAt(new URL(link).host)),
  );
}

/** A person of some company, to be written to; nobody vouches for the name. */
export function contact({ person, organisation }) {
  return h(
    'div',
    { class: 'card', role: 'group', 'aria-label': `${t().contactCard}: ${person}` },
    h('p', { class: 'meta' }, t().contactCard),
    h('p', { class: 'text', dir: 'auto' }, h('strong', {}, person)),
    h('p', { class: 'meta' }, t().atCompany(organisation)),
  );
}

/** What else is to be said of a message, in its last line. */
export function marks({ imported, forwarded, automatic, pinned }) {
  return [imported && t().imported, forwarded && t().forwarded, automatic && t().automatic, pinned && t().pinned].filter(Boolean).map((words) => ` · ${words}`);
}

/** In one line. */
export function line(message) {
  switch (message.kind) {
    case 'poll':
      return t().poll(message.question);
    case 'card':
      return message.title;
    case 'contact':
      return `${t().contactCard}: ${message.person}`;
    default:
      return null;
  }
}

/** A small picture that came with the message: the image itself was not fetched yet. */
export function thumbnail({ thumbnail: picture, name }) {
  const bytes = Uint8Array.from(atob(picture.bytes), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: picture.type }));
  return h('img', { class: 'thumbnail', src: address, alt: name || t().unnamed, onload: () => URL.revokeObjectURL(address) });
}
