/** A conversation as people see it: who is in it, what was said, and the line to write in. */
import { Asked } from './asked.js';
import { banners, kept } from './banners.js';
import { CallBox } from './callbox.js';
import { Composer } from './composer.js';
import { compared, people, sure } from './dialogs.js';
import { h } from './dom.js';
import { tick } from './extras.js';
import { History } from './history.js';
import { row, save } from './message.js';
import { thumbnailOf } from './pictures.js';
import { Pins } from './pins.js';
import { t } from './texts.js';
import { Transfers } from './transfers.js';

const PAGE = 50;
const FILE_MOST = 63 * 1024 * 1024;

export class ConversationView {
  #client;
  #conversation;
  #callbacks;
  #history;
  #transfers = new Transfers();
  #pins;
  #notices = new Set();
  #composer;
  #asked;
  #calls;
  #root;
  #header;
  #note;
  #pulse;
  #seconds;
  #typing = h('p', { class: 'typing quiet', role: 'status' });
  #room;

  /**
   * @param {Client} client
   * @param {object} conversation as the core shows it
   * @param {object} callbacks `onLeft`, `onLanguage`, and where there is a list to go back to `onBack`
   */
  constructor(client, conversation, callbacks) {
    this.#client = client;
    this.#conversation = conversation;
    this.#callbacks = callbacks;
    this.#composer = new Composer({
      name: (id) => this.#name(id),
      people: () => this.#conversation.participants,
      say: (text, options) => this.#say(text, options),
      sendFile: (file, disappears, millis) => this.#sendFile(file, disappears, millis),
      sendPlace: (where) => this.#sendPlace(where),
      sendPoll: (poll) => this.#sendPoll(poll),
      typing: () => this.#call('typing').catch(() => {}),
      failed: (error) => this.#failed(error),
    });
    this.#asked = new Asked(
      (method, args) => this.#client.call(method, args),
      (error) => this.#failed(error),
      () => this.#refresh(),
    );
    const view = this;
    this.#calls = new CallBox({
      get self() {
        return view.#room.self;
      },
      people: () => this.#conversation.participants.length,
      name: (id) => this.#name(id),
      call: (method, args) => this.#call(method, args),
      failed: (error) => this.#failed(error),
    });
    this.#room = {
      get self() {
        return view.#conversation.participants.find((participant) => participant.self)?.id;
      },
      get staff() {
        return view.#conversation.participants.some(({ self, role }) => self && ['MEMBER', 'OWNER'].includes(role));
      },
      get active() {
        return view.#conversation.active;
      },
      name: (id) => this.#name(id),
      person: (id) => this.#person(id),
      message: (id) => this.#history.get(id),
      act: (method, args) => this.#call(method, args),
      fetched: (box, { id, size }, name) => this.#transfers.fetched(box, size, name, () => this.#call('download', { id })),
      do: (method, args) => this.#do(method, args),
      failed: (error) => this.#failed(error),
      aim: (target) => this.#composer.aim(target),
      remove: (message) => this.#remove(message),
    };
    this.#pins = new Pins(
      async () => (await this.#do('pinned'))?.messages ?? [],
      (message) => this.#person(message.sender)?.name ?? message.author,
    );
    this.#history = new History(
      async (before, limit) => (await this.#do('messages', { limit, before }))?.messages,
      (message) => row(message, this.#room),
    );
  }

  get id() {
    return this.#conversation.id;
  }

  async open(root) {
    this.#root = root;
    this.#draw();
    await this.#history.older();
    this.#history.toEnd();
    await this.#pins.look();
    await this.#asked.look();
    this.#composer.focus();
    this.#pulse = setInterval(() => this.#connection(), 4_000);
    this.#seconds = setInterval(() => tick(this.#history.list), 1_000);
    document.addEventListener('visibilitychange', this.#seen);
    await this.#seen();
    addEventListener('online', this.#online);
    addEventListener('offline', this.#connection);
  }

  close() {
    this.#calls.close();
    clearInterval(this.#pulse);
    clearInterval(this.#seconds);
    document.removeEventListener('visibilitychange', this.#seen);
    removeEventListener('online', this.#online);
    removeEventListener('offline', this.#connection);
  }

  /** Something happened in the client. */
  async take(event) {
    switch (event.event) {
      case 'received':
      case 'changed':
        this.#keep(event.message);
        if (event.event === 'received') {
          await this.#seen();
        }
        if (event.pin || event.message.pinned || ['deleted', 'expired'].includes(event.message.kind)) {
          await this.#pins.look();
        }
        break;
      case 'typing':
        this.#typing.textContent = event.people.length > 0 ? t().typing(event.people.map((id) => this.#name(id)).join(', ')) : '';
        break;
      case 'call':
        this.#calls.take(event);
        break;
      case 'transfer':
        this.#transfers.take(event, () => this.#history.firstWaiting('file'));
        break;
      case 'incoming':
        break;
      case 'notice':
        await this.#asked.look();
        break;
      case 'accepted':
      case 'failed':
        await this.#newest();
        break;
      case 'alert':
        this.#notice(t().alert);
        break;
      case 'unreadable':
        this.#notice(t().unreadable);
        break;
      case 'missed':
        this.#notice(t().missed);
        break;
      default:
        await this.#refresh();
    }
  }

  #call(method, args = {}, bytes) {
    return this.#client.call(method, { conversation: this.id, ...args }, bytes);
  }

  async #refresh() {
    this.#conversation = await this.#call('conversation');
    const { active, participants } = this.#conversation;
    this.#calls.present(new Set(active ? participants.map(({ id }) => id) : []));
    this.#draw();
  }

  async #newest() {
    const { messages } = await this.#call('messages', { limit: PAGE });
    messages.reverse().forEach((message) => this.#keep(message));
  }

  /** What is on the screen counts as read. */
  #seen = async () => {
    if (document.visibilityState === 'visible') {
      await this.#call('read').catch(() => {});
    }
  };

  #keep(message) {
    if (message.kind === 'expired') {
      this.#history.remove(message.id);
    } else {
      this.#history.keep(message);
    }
  }

  #draw() {
    const { title, active } = this.#conversation;
    document.title = title || 'Paravent';
    const focused = this.#composer.focused;
    this.#header = this.#head();
    const [list, jump, back] = this.#history.draw(title || t().noTitle);
    this.#note = h('p', { class: 'note', role: 'status' });
    this.#calls.draw();
    const held = this.#calls.element.contains(document.activeElement) && document.activeElement;
    this.#root.replaceChildren(
      h(
        'div',
        { class: 'chat' },
        this.#header,
        this.#asked.element,
        ...banners(this.#conversation),
        this.#pins.draw(),
        this.#calls.element,
        this.#note,
        list,
        jump,
        this.#typing,
        active ? this.#composer.element() : h('p', { class: 'ended', role: 'status' }, t().errors.ended.join('. ')),
      ),
    );
    this.#showNotices();
    back();
    if (focused) {
      this.#composer.focus();
    } else if (held) {
      held.focus();
    }
  }

  #head() {
    const { title, participants } = this.#conversation;
    const quiet = (label, text, onclick) => h('button', { type: 'button', class: 'quiet', 'aria-label': label, title: label, onclick }, text);
    return h(
      'header',
      {},
      this.#callbacks.onBack && quiet(t().back, '←', () => this.#callbacks.onBack()),
      h('h1', {}, title || t().noTitle),
      this.#callbacks.onInvite && quiet(t().inviteGuest, h('span', { class: 'icon invite' }), () => this.#callbacks.onInvite(this.id)),
      this.#conversation.active && participants.length > 1 && this.#calls.starter(),
      quiet(t().search, h('span', { class: 'icon search' }), () => this.#searching()),
      h('button', { type: 'button', class: 'quiet people-count', onclick: () => this.#people() }, t().participants(participants.length)),
    );
  }

  #searching() {
    const end = () => {
      this.#draw();
      this.#history.toEnd();
      this.#composer.focus();
    };
    const input = h('input', {
      type: 'search',
      'aria-label': t().search,
      placeholder: t().search,
      onkeydown: (event) => event.key === 'Escape' && end(),
    });
    const form = h(
      'form',
      {
        class: 'line',
        role: 'search',
        onsubmit: async (event) => {
          event.preventDefault();
          const text = input.value.trim();
          const found = text && (await this.#do('search', { text }));
          if (found) {
            this.#showFound(text, found.messages.reverse());
          }
        },
      },
      input,
      h('button', { type: 'submit' }, t().find),
      h('button', { type: 'button', class: 'quiet', onclick: end }, t().close),
    );
    this.#header.replaceChildren(form);
    input.focus();
  }

  #showFound(text, messages) {
    const room = { ...this.#room, self: this.#room.self, active: false };
    this.#history.aside(h('p', { class: 'empty', role: 'status' }, t().found(messages.length, text)), ...messages.map((message) => row(message, room)));
  }

  #person(id) {
    return this.#conversation.participants.find((participant) => participant.id === id);
  }

  #name(id) {
    const person = this.#person(id);
    return person ? person.name : id.split('/').pop().slice(0, 8);
  }

  async #do(method, args) {
    try {
      return await this.#call(method, args);
    } catch (error) {
      this.#failed(error);
      return undefined;
    }
  }

  async #remove(message) {
    if (await sure(t().removeSure, t().remove)) {
      this.#do('delete', { id: message.id });
    }
  }

  /** @returns {Promise<boolean>} whether it is on its way */
  async #say(text, { inReplyTo, edited, disappears }) {
    const done = edited ? this.#do('edit', { id: edited, text }) : this.#do('send', { text, inReplyTo, disappears });
    if ((await done) === undefined) {
      return false;
    }
    await this.#newest();
    return true;
  }

  async #sendPlace(where) {
    await this.#call('location', where);
    await this.#newest();
  }

  async #sendPoll(poll) {
    await this.#do('poll', poll);
    await this.#newest();
  }

  async #sendFile(file, disappears, millis) {
    if (file.size > FILE_MOST) {
      this.#notice(t().tooLarge);
      return;
    }
    this.#notice(t().sendingFile(file.name));
    const bytes = new Uint8Array(await file.arrayBuffer());
    this.#transfers.begin();
    try {
      const thumbnail = await thumbnailOf(file);
      await this.#call('file', { name: file.name, type: file.type || 'application/octet-stream', disappears, thumbnail, millis }, bytes);
      await this.#newest();
      this.#transfers.going(this.#history.firstWaiting('file'));
    } catch (error) {
      this.#failed(error);
    }
    this.#forgetNotice(t().sendingFile(file.name));
  }

  #connection = async () => {
    try {
      const { online } = await this.#client.call('connection');
      if (online && navigator.onLine) {
        this.#forgetNotice(t().offline);
      } else {
        this.#notice(t().offline);
      }
    } catch {
      this.close();
    }
  };

  #online = async () => {
    await this.#client.call('online');
    await this.#connection();
  };

  #failed(error) {
    console.warn(`${error.code}: ${error.message}`);
    const [title, advice] = t().errors[error.code] ?? t().errors.other;
    this.#notice(`${title}. ${advice}`);
  }

  #notice(text) {
    this.#notices.add(text);
    this.#showNotices();
  }

  #forgetNotice(text) {
    if (this.#notices.delete(text)) {
      this.#showNotices();
    }
  }

  #showNotices() {
    this.#note.textContent = [...this.#notices].join(' ');
    this.#note.hidden = this.#notices.size === 0;
  }

  async #people() {
    const told = this.#callbacks.discloses && (await this.#client.call('disclosed'));
    const persisted = (await navigator.storage?.persisted?.().catch(() => true)) ?? true;
    const trust = this.#conversation.active ? ((await this.#do('trust')) ?? {}) : {};
    const all = this.#conversation.participants.map((person) => ({ ...person, trust: trust[person.id] }));
    const remarks = [kept(this.#conversation), !persisted && t().mayForget].filter(Boolean);
    const controllers = (await this.#do('controllers')) ?? [];
    people(all, controllers, remarks, (person) => this.#compare(person), (close) => {
      const action = (label, kind, act) =>
        h(
          'button',
          {
            type: 'button',
            class: kind,
            onclick: () => {
              close();
              act();
            },
          },
          label,
        );
      return [
        action(t().language, 'quiet', () => this.#language()),
        this.#callbacks.discloses && action(told ? t().discloseNot : t().disclose, 'quiet', () => this.#client.call('disclose', { on: !told })),
        action(t().mine, 'quiet', () => this.#mine()),
        this.#conversation.active && this.#conversation.consented && action(t().withdraw, 'quiet', () => this.#withdraw()),
        this.#conversation.active && action(t().leave, 'danger', () => this.#leave()),
      ];
    });
  }

  async #compare({ id: person, name }) {
    const digits = await this.#do('safetyNumber', { person });
    if (digits && (await compared(name, digits))) {
      this.#notice((await this.#do('compared', { person, digits })) ? t().compareDone(name) : t().compareChanged(name));
      document.querySelectorAll('dialog').forEach((dialog) => dialog.close());
    }
  }

  #language() {
    this.#callbacks.onLanguage();
    this.#notices.clear();
    this.#draw();
  }

  /** Everything that is here, as a file that other programs can read. */
  async #mine() {
    const everything = await this.#do('everything');
    if (everything) {
      saveJson({ exported: new Date().toISOString(), ...everything }, t().mineFile);
    }
  }

  /** Taken back and left at once; the person keeps the signed receipts. */
  async #withdraw() {
    if (await sure(t().withdrawSure, t().withdraw)) {
      const receipts = await this.#do('withdraw');
      if (receipts) {
        saveJson(receipts, t().receiptsFile);
        this.close();
        this.#callbacks.onLeft();
      }
    }
  }

  async #leave() {
    if ((await sure(t().leaveSure, t().leave)) && (await this.#do('leave', {})) !== undefined) {
      this.close();
      this.#callbacks.onLeft();
    }
  }
}

function saveJson(value, name) {
  const json = JSON.stringify(value, null, 2);
  save(URL.createObjectURL(new Blob([json], { type: 'application/json' })), name);
}
