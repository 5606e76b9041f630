/** What a guest goes through: link, lobby, name, conversation; or a page that says what is wrong. */
import { Client } from './client.js';
import { ConversationView } from './conversation.js';
import { h, show } from './dom.js';
import { inside as peopleInside } from './inside.js';
import { notice } from './notice.js';
import { language, locale, otherLanguage, t } from './texts.js';

const invite = location.pathname.split('/').pop();
const linkKept = `paravent-link-${invite}`;

let client;
let view;
/** What was said about calls before there is anything to show it in. */
const early = [];
let redraw = () => {};

/** The secret part leaves the address bar at once; it is kept for this tab until the guest is in. */
function takeLink() {
  if (location.hash.length > 1) {
    sessionStorage.setItem(linkKept, location.href);
    history.replaceState(null, '', location.pathname);
  }
  return sessionStorage.getItem(linkKept);
}

function begin() {
  client = Client.own((event) => {
    if (view) {
      view.take(event);
    } else if (event.event === 'call') {
      early.push(event);
    } else if (event.event === 'refused') {
      inside(event);
    } else if (event.event === 'joined') {
      client.call('conversation').then(inside, failed);
    }
  });
}

/** One window at a time holds the conversation; the others say so. */
function hold(steal, work) {
  const options = steal ? { steal: true } : { ifAvailable: true };
  navigator.locks
    .request(`paravent-${invite}`, options, async (lock) => {
      if (!lock) {
        problem('elsewhere', () => hold(true, work), t().useHere);
        return undefined;
      }
      work();
      return new Promise(() => {});
    })
    .catch(() => {
      client?.close();
      view = undefined;
      problem('moved', () => location.reload(), t().useHere);
    });
}

/** @param {() => HTMLElement[]} draw drawn again when the language changes */
function page(draw) {
  redraw = () => {
    document.title = 'Paravent';
    const other = h(
      'button',
      {
        type: 'button',
        class: 'quiet language',
        lang: language() === 'de' ? 'en' : 'de',
        onclick: () => {
          otherLanguage();
          redraw();
        },
      },
      t().language,
    );
    show(h('div', { class: 'sheet' }, ...draw().flat(), other));
  };
  redraw();
}

function problem(code, again, label) {
  page(() => {
    const [title, advice] = t().errors[code] ?? t().errors.other;
    return [
      h('h1', { tabIndex: -1 }, title),
      h('p', {}, advice),
      again && h('button', { type: 'button', onclick: again }, label ?? t().again),
    ];
  });
  document.querySelector('h1')?.focus();
}

/** Says it in the console too, for whoever helps; details never hold a secret. */
function failed(error, again) {
  console.warn(`${error.code ?? 'page'}: ${error.message}`);
  problem(error.code ?? 'other', ['unavailable', 'notice-not-accepted'].includes(error.code) ? again : undefined);
}

function waiting(text) {
  page(() => [h('p', { class: 'wait', role: 'status' }, text())]);
}

/** Whether this browser has something of this invitation. */
async function been() {
  const databases = (await indexedDB.databases?.()) ?? [];
  return databases.some(({ name }) => name === `paravent-g-${invite}`);
}

/** What happens with the data can be read while the core is on its way. */
async function enter() {
  const link = takeLink();
  try {
    if (link && !(await been())) {
      door(null);
    } else {
      waiting(() => t().opening);
    }
    begin();
    const known = await client.call('resume', { invite });
    if (known) {
      inside(known);
    } else if (link) {
      const card = await client.call('lobby', { link });
      arrive(card);
    } else {
      problem('link-missing');
    }
  } catch (error) {
    failed(error, restart);
  }
}

function arrive(card) {
  if (card.locked) {
    lock(card);
  } else {
    door(card);
    lookInside(card);
  }
}

/** Nobody has to wait for it: it is put in its place when it is known. */
async function lookInside(card) {
  try {
    card.inside = await client.call('inside');
  } catch (error) {
    if (document.getElementById('inside') && !['unavailable', 'core'].includes(error.code)) {
      failed(error, restart);
      return;
    }
    card.inside = { unknown: true };
  }
  document.getElementById('inside')?.replaceChildren(...peopleInside(card.inside));
}

function restart() {
  client?.close();
  enter();
}

let name = '';

/** @param {object | null} card who invites to what, as soon as that is decrypted */
function door(card) {
  const typing = document.activeElement?.id === 'name';
  page(() => {
    const input = h('input', {
      id: 'name',
      autocomplete: 'name',
      required: true,
      maxLength: 80,
      value: name,
      oninput: () => {
        name = input.value;
        input.setCustomValidity('');
      },
      oninvalid: () => input.setCustomValidity(t().nameNeeded),
    });
    return [
      ...(card ? invitation(card) : [h('h1', {}, t().whatIs), h('p', { role: 'status' }, t().oneMoment)]),
      h(
        'form',
        {
          onsubmit: (event) => {
            event.preventDefault();
            name = input.value.trim();
            if (name && card) {
              join();
            }
          },
        },
        h('label', { for: 'name' }, t().yourName),
        input,
        h('h2', {}, t().whatHappens),
        h('ul', {}, ...t().privacy.map((line) => h('li', {}, line))),
        ...(card?.profile ? notice(card.profile) : []),
        card && h('section', { id: 'inside', 'aria-live': 'polite' }, ...peopleInside(card.inside)),
        card?.approval && h('p', {}, t().approval),
        h('button', { type: 'submit', disabled: !card }, t().join),
      ),
      card && assurance(card),
    ];
  });
  if (typing) {
    document.getElementById('name').focus();
  }
}

/** The link alone is not enough. */
function lock(card, refused = '') {
  page(() => {
    const input = h('input', { id: 'password', type: 'password', required: true, autocomplete: 'off', 'aria-describedby': 'refused' });
    return [
      h('h1', {}, t().whatIs),
      h(
        'form',
        {
          onsubmit: async (event) => {
            event.preventDefault();
            const password = input.value;
            waiting(() => t().unlocking);
            try {
              arrive(await client.call('unlock', { password }));
            } catch (error) {
              if (error.code === 'password') {
                lock(card, t().errors.password.join('. '));
              } else {
                failed(error, restart);
              }
            }
          },
        },
        h('label', { for: 'password' }, t().password),
        h('p', { class: 'quiet' }, t().passwordHelp),
        input,
        h('p', { id: 'refused', class: 'refused', role: 'alert' }, refused),
        h('button', { type: 'submit' }, t().unlock),
      ),
      assurance(card),
    ];
  });
  document.getElementById('password').focus();
}

function invitation(card) {
  return [
    h('h1', {}, t().invites(card.inviter)),
    h('p', { class: 'company' }, t().ofCompany(card.organisation)),
    h('p', { class: 'about' }, t().about, ' ', h('strong', {}, card.title || t().noTitle)),
  ];
}

/** For those who want to make sure. */
function assurance(card) {
  const until = new Date(card.expires).toLocaleString(locale(), { dateStyle: 'long', timeStyle: 'short' });
  return [
    h(
      'details',
      {},
      h('summary', {}, t().fingerprint),
      h('p', { class: 'fingerprint' }, card.fingerprint),
      h('p', {}, t().fingerprintHelp),
      h('p', {}, t().hostile),
    ),
    h('p', { class: 'quiet' }, t().validUntil(until)),
  ];
}

async function join() {
  waiting(() => t().joining);
  try {
    const conversation = await client.call('join', { name, language: language() });
    sessionStorage.removeItem(linkKept);
    // asked for, not relied on: a browser in need of room may forget the guest otherwise
    await navigator.storage.persist?.().catch(() => false);
    inside(conversation);
  } catch (error) {
    failed(error, restart);
  }
}

/** The network is back: somebody may have decided meanwhile. */
function askAgain() {
  client?.call('online').catch(() => {});
}

/** @param {object} conversation or, in `waiting`, why there is none yet */
function inside(conversation) {
  removeEventListener('online', askAgain);
  if (conversation.waiting === 'WAITING') {
    addEventListener('online', askAgain);
    page(() => [h('h1', { role: 'status' }, t().waitingDoor), h('p', {}, t().waitingDoorHelp)]);
    return;
  } else if (conversation.waiting) {
    problem(`join-${conversation.waiting.toLowerCase()}`);
    return;
  }
  view = new ConversationView(client, conversation, {
    onLeft: async () => {
      view = undefined;
      await client.call('forget');
      client.close();
      page(() => [h('p', { role: 'status' }, t().left)]);
    },
    onLanguage: otherLanguage,
    discloses: true,
  });
  view.open(show());
  early.splice(0).forEach((event) => view.take(event));
}

if (typeof WebAssembly === 'undefined' || !navigator.locks || !globalThis.indexedDB || !crypto.subtle) {
  problem('browser');
} else {
  takeLink();
  // the whole link, pasted where a part of it was open
  addEventListener('hashchange', () => location.hash.length > 1 && location.reload());
  hold(false, enter);
}
