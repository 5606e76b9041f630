/** A message as people see it. */
import { h, marked } from './dom.js';
import { countdown, place } from './extras.js';
import { card, contact, line, marks, poll, thumbnail } from './kinds.js';
import { plain } from './mentions.js';
import { clock, locale, t } from './texts.js';

const EMOJI = ['👍', '❤️', '😊', '✅', '❓'];
const SHOWN_INLINE = /^image\/(png|jpeg|gif|webp)$/;
const HEARD_INLINE = /^audio\/(webm|ogg|mp4|mpeg|aac|wav)\b/;

export function summary(message) {
  if (message.kind === 'text') {
    return plain(message.text).slice(0, 120);
  } else if (message.kind === 'place') {
    return message.label || t().place;
  }
  return message.kind === 'file' ? title(message) : message.kind === 'deleted' ? t().deleted : message.kind === 'restricted' ? t().restricted : (line(message) ?? t().unknownKind);
}

function title({ type, name }) {
  return HEARD_INLINE.test(type) ? t().voiceNote : name || t().unnamed;
}

/**
 * @param {object} message as the core shows it
 * @param {object} room what can be done with it: `name`, `message`, `self`, `active`, `fetched`, `do`, `failed`, `aim`, `remove`
 */
export function row(message, room) {
  const { own, kind } = message;
  const quoted = message.inReplyTo && room.message(message.inReplyTo);
  const state = { WAITING: t().waiting, ACCEPTED: t().sent, FAILED: t().failed }[message.state];
  return h(
    'article',
    { class: `message ${own ? 'own' : 'theirs'} ${kind}`, 'data-id': message.id },
    h('p', { class: 'sender' }, h('bdi', {}, own ? t().you : (room.person(message.sender)?.name ?? message.author))),
    quoted && h('blockquote', {}, h('bdi', {}, summary(quoted))),
    body(message, room),
    h(
      'p',
      { class: 'meta' },
      h('time', { datetime: message.time }, clock(new Date(message.time))),
      message.edited && kind !== 'deleted' && ` · ${t().edited}`,
      own && state && ` · ${told(message, room) ?? state}`,
      ...marks(message),
      message.expires && kind !== 'deleted' && countdown(message),
    ),
    reactions(message, room),
    room.active && kind !== 'deleted' && actions(message, room),
  );
}

/** How far it has come, as far as the others let it be known. */
function told({ receipts }, room) {
  const readers = receipts.filter(({ read }) => read).map(({ by }) => room.name(by));
  if (readers.length > 0) {
    return t().readBy(readers.join(', '));
  }
  return receipts.length > 0 ? t().delivered : null;
}

function body(message, room) {
  switch (message.kind) {
    case 'text':
      return h('div', { class: 'text', dir: 'auto' }, ...marked(message.text, room.person));
    case 'file':
      return file(message, room);
    case 'place':
      return place(message);
    case 'poll':
      return poll(message, room);
    case 'card':
      return card(message);
    case 'contact':
      return contact(message);
    case 'restricted':
      return h('p', { class: 'text quiet' }, t().restricted);
    case 'deleted':
      return h('p', { class: 'text quiet' }, t().deleted);
    default:
      return h('p', { class: 'text quiet' }, t().unknownKind);
  }
}

function file(message, room) {
  const name = title(message);
  const size = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(message.size / 1024);
  const box = h('div', { class: 'file' });
  const button = h(
    'button',
    {
      type: 'button',
      'aria-label': t().download(name),
      onclick: async () => {
        button.disabled = true;
        try {
          await open(message, box, room);
        } catch (error) {
          room.failed(error);
        } finally {
          button.disabled = false;
        }
      },
    },
    h('bdi', {}, name),
    h('span', { class: 'meta' }, message.seconds ? ` ${length(message.seconds)}` : ` ${size} KB`),
  );
  box.append(...(message.thumbnail ? [thumbnail(message)] : []));
  box.append(button);
  return box;
}

function length(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`;
}

async function open(message, box, room) {
  const bytes = await room.fetched(box, message, title(message));
  const element = SHOWN_INLINE.test(message.type) ? 'img' : HEARD_INLINE.test(message.type) ? 'audio' : null;
  // anything else is given to the browser as bytes, so that nothing runs as this page
  const address = URL.createObjectURL(new Blob([bytes], { type: element ? message.type : 'application/octet-stream' }));
  if (element === 'img' && !box.querySelector('img:not(.thumbnail)')) {
    box.querySelector('.thumbnail')?.remove();
    box.append(h('img', { src: address, alt: message.name || t().unnamed }));
  } else if (element === 'audio' && !box.querySelector('audio')) {
    const player = h('audio', { src: address, controls: true, 'aria-label': t().voiceNote });
    box.append(player);
    player.play().catch(() => {});
  } else {
    save(address, message.name || t().unnamed);
  }
}

/** Gives the reader a file. */
export function save(address, name) {
  h('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function reactions(message, room) {
  const by = new Map();
  message.reactions.forEach(({ emoji, by: person }) => by.set(emoji, [...(by.get(emoji) ?? []), person]));
  if (by.size === 0) {
    return null;
  }
  return h(
    'p',
    { class: 'reactions' },
    ...[...by].map(([emoji, people]) => {
      const mine = people.includes(room.self);
      return h(
        'button',
        {
          type: 'button',
          class: mine ? 'chip mine' : 'chip',
          'aria-pressed': String(mine),
          'aria-label': t().reactions(emoji, people.map((id) => room.name(id)).join(', ')),
          onclick: () => room.do(mine ? 'unreact' : 'react', { id: message.id, emoji }),
        },
        `${emoji} ${people.length}`,
      );
    }),
  );
}

/** Made when it is opened: a page of messages has many of them. */
function actions(message, room) {
  const box = h('div');
  const fill = () => box.childElementCount || box.append(...offered(message, room));
  return h(
    'details',
    { class: 'actions', ontoggle: fill },
    h('summary', { 'aria-label': t().more(room.name(message.sender)), onclick: fill }, '⋯'),
    box,
  );
}

function offered(message, room) {
  const action = (label, onclick) => h('button', { type: 'button', class: 'quiet', onclick }, label);
  return [
    ...EMOJI.map((emoji) =>
      h(
        'button',
        {
          type: 'button',
          class: 'quiet',
          'aria-label': t().reactWith(emoji),
          onclick: () => room.do('react', { id: message.id, emoji }),
        },
        emoji,
      ),
    ),
    action(t().reply, () => room.aim({ replying: message })),
    room.staff && action(message.pinned ? t().unpin : t().pin, () => room.do(message.pinned ? 'unpin' : 'pin', { id: message.id })),
    message.own && message.kind === 'text' && action(t().edit, () => room.aim({ editing: message })),
    message.own && action(t().remove, () => room.remove(message)),
  ].filter(Boolean);
}
