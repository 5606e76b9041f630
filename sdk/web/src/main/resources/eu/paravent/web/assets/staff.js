/**
 * The chat of a member of staff, in the frame that `<paravent-chat>` opens: the list of
 * conversations, or one of them. The host page and this one talk over one port and share nothing.
 */
import { Asked } from './asked.js';
import { RINGS } from './callbox.js';
import { Client } from './client.js';
import { ConversationView } from './conversation.js';
import { over } from './dialogs.js';
import { h, show } from './dom.js';
import { summary } from './message.js';
import { clock, otherLanguage, speak, t } from './texts.js';

const SAID_MOST = 64;
const THEME = /^--[a-z-]{1,40}$/;

let port;
let client;
let view = null;
let conversations = [];
let wish = null;
let self;
// whether a new conversation is offered, as there is none yet
let offered = false;
const asked = new Asked((method, args) => client.call(method, args), failed);

/** The host page's first message brings the port; there is no other way in. */
addEventListener('message', function greeted({ data, source, ports: [given] }) {
  if (source !== parent || source === window || data?.paravent !== 1 || !given) {
    return;
  }
  removeEventListener('message', greeted);
  port = given;
  port.onmessage = ({ data: said }) => take(said);
  begin(data);
});

function tell(event, detail = {}) {
  port.postMessage({ event, detail });
}

async function begin({ user, name, language, theme, wish: wanted }) {
  dress(theme);
  if (language) {
    speak(language);
  }
  wish = wanted;
  self = user;
  waiting(t().openingChat);
  client = Client.shared(`paravent ${user}`, enrol, happened);
  try {
    await client.call('open', { user, name });
    tell('ready');
    await asked.look();
    await grant();
  } catch (error) {
    failed(error);
  }
}

function take(said) {
  if (said.enrolled) {
    const { resolve, reject } = enrolling.get(said.enrolled);
    enrolling.delete(said.enrolled);
    if (said.refused === undefined) {
      resolve(said.answer);
    } else {
      reject(new Error(said.refused));
    }
  } else if (said.theme) {
    dress(said.theme);
  } else if ('wish' in said) {
    wish = said.wish;
    grant().catch(failed);
  }
}

const enrolling = new Map();
let enrolments = 0;

/** The host's session says who this is: the host page asks its server. */
function enrol(request) {
  const number = ++enrolments;
  return new Promise((resolve, reject) => {
    enrolling.set(number, { resolve, reject });
    port.postMessage({ enrol: number, request });
  });
}

function dress(theme = {}) {
  Object.entries(theme)
    .filter(([property]) => THEME.test(property))
    .forEach(([property, value]) => document.documentElement.style.setProperty(property, value));
}

/** What was said about calls in each conversation just now, for a view that is opened meanwhile. */
const said = new Map();

/** The host may want to ring; what rings while nobody looks is shown as soon as somebody does. */
function called(event) {
  const { conversation: id, kind, sender, video } = event;
  said.set(id, [...(said.get(id) ?? []), event].slice(-SAID_MOST));
  if (kind === 'ring' && sender !== self && recent(event)) {
    tell('call', { id, reference: conversations.find((one) => one.id === id)?.reference, video });
    setTimeout(() => count().catch(failed), RINGS);
  }
}

function recent({ at }) {
  return Date.now() - Date.parse(at) < RINGS;
}

/** Who calls there, and was not answered on another device yet. */
function rings({ id, participants }) {
  const all = said.get(id) ?? [];
  const ring = all.findLast(({ kind, sender }) => kind === 'ring' && sender !== self);
  const over = ring && all.some(({ call, kind, sender, from }) => call === ring.call && (sender === self || (kind === 'leave' && from === ring.from)));
  return ring && recent(ring) && !over ? t().rings(participants.find((one) => one.id === ring.sender)?.name ?? '') : '';
}

function happened(event) {
  if (event.event === 'transfer') {
    // it changes nothing that is counted
    if (event.conversation === view?.id) {
      view.take(event).catch(failed);
    }
    return;
  }
  if (event.event === 'call') {
    called(event);
  } else if (event.event === 'notice') {
    asked.look().catch(failed);
  }
  if (view && (event.conversation === undefined || event.conversation === view.id)) {
    view.take(event).catch(failed);
  }
  count().catch(failed);
}

/** What is unread, here and for the host; what is looked at counts as read. */
async function count() {
  if (view && document.visibilityState === 'visible') {
    await client.call('read', { conversation: view.id });
  }
  conversations = await client.call('conversations');
  const unread = conversations.filter((one) => one.unread > 0).map(({ id, reference, unread: n }) => ({ id, reference, unread: n }));
  tell('unread', { total: unread.reduce((sum, one) => sum + one.unread, 0), conversations: unread });
  if (!view && !wish) {
    list();
  } else if (offered) {
    await lookAgain();
  }
}

document.addEventListener('visibilitychange', () => client && count().catch(failed));

/** Shows what the host page wants to see. */
async function grant() {
  leave();
  if (!wish) {
    await count();
    return;
  }
  const found = await wished();
  if (found) {
    await open(found);
  } else {
    beginning();
  }
}

async function wished() {
  const [found] = wish.id ? [await client.call('conversation', { conversation: wish.id })] : await client.call('about', wish);
  return found;
}

/** A colleague may have begun it meanwhile, or have let this person in. */
async function lookAgain() {
  const found = await wished();
  if (found && offered) {
    await open(found);
  }
}

function leave() {
  view?.close();
  view = null;
  offered = false;
}

async function open(conversation) {
  leave();
  view = new ConversationView(client, conversation, {
    onLeft: back,
    onLanguage: otherLanguage,
    onBack: wish?.alone ? null : back,
    onInvite: invite,
  });
  await view.open(show());
  for (const event of said.get(conversation.id) ?? []) {
    await view.take(event);
  }
  said.set(conversation.id, (said.get(conversation.id) ?? []).filter(recent));
  tell('open', { id: conversation.id, reference: conversation.reference });
  await count();
}

function back() {
  wish = null;
  grant().catch(failed);
}

function list() {
  const rows = conversations.map((one) =>
    h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'entry', onclick: () => open(one).catch(failed) },
        h('strong', {}, h('bdi', {}, one.title || t().noTitle)),
        one.newest && h('span', { class: 'quiet' }, clock(new Date(one.newest.time))),
        h('span', { class: 'quiet newest' }, one.newest ? h('bdi', {}, summary(one.newest)) : t().nothing),
        rings(one) && h('strong', { role: 'alert' }, rings(one)),
        one.unread > 0 && h('span', { class: 'badge', 'aria-label': t().unread(one.unread) }, String(one.unread)),
      ),
    ),
  );
  show(
    h(
      'div',
      { class: 'chat' },
      h('header', {}, h('h1', {}, t().conversations)),
      asked.element,
      rows.length > 0 ? h('ul', { class: 'list' }, ...rows) : h('p', { class: 'empty' }, t().noConversations),
    ),
  );
}

/** There is no conversation about it yet. */
function beginning() {
  const { title, key } = wish;
  offered = true;
  show(
    h(
      'div',
      { class: 'sheet' },
      h('h1', {}, title || key),
      h('p', {}, t().noneAbout(key)),
      h('button', { type: 'button', onclick: () => create().catch(failed) }, t().begin),
    ),
  );
}

async function create() {
  offered = false;
  waiting(t().creating);
  await open((await wished()) ?? (await client.call('create', { title: '', participants: [], ...wish })));
}

/** A link for one guest, to be sent by whatever way. */
async function invite(conversation) {
  let link;
  try {
    link = await client.call('invite', { conversation });
  } catch (error) {
    failed(error);
    return;
  }
  const field = h('input', { readOnly: true, value: link, 'aria-label': t().inviteLink, onfocus: () => field.select() });
  const dialog = over(
    t().inviteGuest,
    h('h2', {}, t().inviteGuest),
    h('p', {}, t().inviteHelp),
    field,
    h(
      'div',
      { class: 'buttons' },
      h('button', { type: 'button', class: 'quiet', onclick: () => navigator.clipboard?.writeText(link) }, t().copy),
      h('button', { type: 'button', onclick: () => dialog.close() }, t().close),
    ),
  );
}

function waiting(text) {
  show(h('p', { class: 'wait', role: 'status' }, text));
}

function failed(error) {
  console.warn(`${error.code ?? 'page'}: ${error.message}`);
  tell('error', { code: error.code ?? 'page', message: String(error.message) });
  if (view) {
    return;
  }
  const [title, advice] = t().errors[error.code] ?? t().errors.other;
  show(
    h(
      'div',
      { class: 'sheet' },
      h('h1', {}, title),
      h('p', {}, advice),
      h('button', { type: 'button', onclick: () => location.reload() }, t().again),
    ),
  );
}
