/** A conversation as people see it: who is in it, what was said, and the line to write in. */
import { h, marked } from './dom.js';
import { locale, t } from './texts.js';

const PAGE = 50;
const FILE_MOST = 63 * 1024 * 1024;
const EMOJI = ['👍', '❤️', '😊', '✅', '❓'];
const SHOWN_INLINE = /^image\/(png|jpeg|gif|webp)$/;

export class ConversationView {
  #client;
  #conversation;
  #callbacks;
  #messages = new Map();
  #complete = false;
  #replying = null;
  #editing = null;
  #notices = new Set();
  #draft = '';
  #root;
  #list;
  #input;
  #note;
  #pulse;

  constructor(client, conversation, callbacks) {
    this.#client = client;
    this.#conversation = conversation;
    this.#callbacks = callbacks;
  }

  async open(root) {
    this.#root = root;
    this.#draw();
    await this.#older();
    this.#toEnd();
    this.#input?.focus();
    this.#pulse = setInterval(() => this.#connection(), 4_000);
    addEventListener('online', () => this.#connection());
    addEventListener('offline', () => this.#connection());
  }

  /** Something happened in the client. */
  async take(event) {
    switch (event.event) {
      case 'received':
      case 'changed':
        this.#keep(event.message);
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
      default:
        await this.#refresh();
    }
  }

  async #refresh() {
    this.#conversation = await this.#client.call('conversation');
    this.#draw();
  }

  async #newest() {
    const { messages } = await this.#client.call('messages', { limit: PAGE });
    messages.reverse().forEach((message) => this.#keep(message));
  }

  async #older() {
    const [oldest] = this.#messages.keys();
    const { messages } = await this.#client.call('messages', { limit: PAGE, before: oldest ?? '' });
    this.#complete = messages.length < PAGE;
    const known = [...this.#messages];
    this.#messages = new Map([...messages.reverse().map((message) => [message.id, message]), ...known]);
    this.#drawList();
  }

  #keep(message) {
    const atEnd = this.#atEnd();
    const before = this.#messages.get(message.id);
    this.#messages.set(message.id, message);
    const row = this.#row(message);
    const shown = before && this.#list.querySelector(`[data-id="${message.id}"]`);
    if (shown) {
      shown.replaceWith(row);
    } else {
      this.#list.querySelector('.empty')?.remove();
      this.#list.append(row);
    }
    if (atEnd || message.own) {
      this.#toEnd();
    }
  }

  #atEnd() {
    return this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < 80;
  }

  #toEnd() {
    this.#list.scrollTop = this.#list.scrollHeight;
  }

  #draw() {
    const { title, participants, active } = this.#conversation;
    document.title = title || 'Paravent';
    this.#draft = this.#input?.value ?? this.#draft;
    const focused = document.activeElement === this.#input;
    const scrolled = this.#list ? this.#list.scrollHeight - this.#list.scrollTop : 0;
    this.#list = h('div', { class: 'messages', role: 'log', 'aria-live': 'polite', tabIndex: 0, 'aria-label': title || 'Chat' });
    this.#note = h('p', { class: 'note', role: 'status' });
    this.#root.replaceChildren(
      h(
        'div',
        { class: 'chat' },
        h(
          'header',
          {},
          h('h1', {}, title || t().noTitle),
          h(
            'button',
            { type: 'button', class: 'quiet', onclick: () => this.#people() },
            t().participants(participants.length),
          ),
        ),
        this.#note,
        this.#list,
        active ? this.#composer() : h('p', { class: 'ended', role: 'status' }, t().errors.ended.join('. ')),
      ),
    );
    this.#drawList();
    this.#showNotices();
    this.#list.scrollTop = this.#list.scrollHeight - scrolled;
    if (focused) {
      this.#input?.focus();
    }
  }

  #drawList() {
    const before = this.#list.scrollHeight - this.#list.scrollTop;
    const rows = [...this.#messages.values()].map((message) => this.#row(message));
    const more =
      !this.#complete &&
      this.#messages.size > 0 &&
      h('button', { type: 'button', class: 'quiet older', onclick: () => this.#older() }, t().older);
    const empty = rows.length === 0 && h('p', { class: 'empty' }, t().nothingYet);
    this.#list.replaceChildren(...[more, empty, ...rows].filter(Boolean));
    this.#list.scrollTop = this.#list.scrollHeight - before;
  }

  #name(id) {
    const person = this.#conversation.participants.find((participant) => participant.id === id);
    return person ? person.name : id.split('/').pop().slice(0, 8);
  }

  #row(message) {
    const { own, kind } = message;
    const name = own ? t().you : this.#name(message.sender);
    const quoted = message.inReplyTo && this.#messages.get(message.inReplyTo);
    const time = new Date(message.time);
    const state = { WAITING: t().waiting, ACCEPTED: t().sent, FAILED: t().failed }[message.state];
    return h(
      'article',
      { class: `message ${own ? 'own' : 'theirs'} ${kind}`, 'data-id': message.id },
      h('p', { class: 'sender' }, h('bdi', {}, name)),
      quoted && h('blockquote', {}, h('bdi', {}, this.#summary(quoted))),
      this.#body(message),
      h(
        'p',
        { class: 'meta' },
        h('time', { datetime: message.time }, this.#clock(time)),
        message.edited && kind !== 'deleted' && ` · ${t().edited}`,
        own && state && ` · ${state}`,
      ),
      this.#reactions(message),
      this.#conversation.active && kind !== 'deleted' && this.#actions(message),
    );
  }

  #clock(time) {
    const sameDay = time.toDateString() === new Date().toDateString();
    return time.toLocaleString(locale(), sameDay ? { timeStyle: 'short' } : { dateStyle: 'short', timeStyle: 'short' });
  }

  #summary(message) {
    if (message.kind === 'text') {
      return message.text.slice(0, 120);
    }
    return message.kind === 'file' ? message.name || t().unnamed : t().deleted;
  }

  #body(message) {
    switch (message.kind) {
      case 'text':
        return h('div', { class: 'text', dir: 'auto' }, ...marked(message.text));
      case 'file':
        return this.#file(message);
      case 'deleted':
        return h('p', { class: 'text quiet' }, t().deleted);
      default:
        return h('p', { class: 'text quiet' }, t().unknownKind);
    }
  }

  #file(message) {
    const name = message.name || t().unnamed;
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
            await this.#download(message, name, box);
          } catch (error) {
            this.#failed(error);
          } finally {
            button.disabled = false;
          }
        },
      },
      h('bdi', {}, name),
      h('span', { class: 'meta' }, ` ${size} KB`),
    );
    box.append(button);
    return box;
  }

  async #download(message, name, box) {
    const bytes = await this.#client.call('download', { id: message.id });
    const inline = SHOWN_INLINE.test(message.type);
    // anything else is given to the browser as bytes, so that nothing runs as this page
    const address = URL.createObjectURL(new Blob([bytes], { type: inline ? message.type : 'application/octet-stream' }));
    if (inline && !box.querySelector('img')) {
      box.append(h('img', { src: address, alt: name }));
      return;
    }
    h('a', { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  #reactions(message) {
    const by = new Map();
    message.reactions.forEach(({ emoji, by: person }) => by.set(emoji, [...(by.get(emoji) ?? []), person]));
    if (by.size === 0) {
      return null;
    }
    const self = this.#conversation.participants.find((participant) => participant.self)?.id;
    return h(
      'p',
      { class: 'reactions' },
      ...[...by].map(([emoji, people]) => {
        const mine = people.includes(self);
        return h(
          'button',
          {
            type: 'button',
            class: mine ? 'chip mine' : 'chip',
            'aria-pressed': String(mine),
            'aria-label': t().reactions(emoji, people.map((id) => this.#name(id)).join(', ')),
            onclick: () => this.#do(mine ? 'unreact' : 'react', { id: message.id, emoji }),
          },
          `${emoji} ${people.length}`,
        );
      }),
    );
  }

  #actions(message) {
    const action = (label, onclick) => h('button', { type: 'button', class: 'quiet', onclick }, label);
    return h(
      'details',
      { class: 'actions' },
      h('summary', { 'aria-label': t().react }, '⋯'),
      h(
        'div',
        {},
        ...EMOJI.map((emoji) =>
          h(
            'button',
            {
              type: 'button',
              class: 'quiet',
              'aria-label': t().reactWith(emoji),
              onclick: () => this.#do('react', { id: message.id, emoji }),
            },
            emoji,
          ),
        ),
        action(t().reply, () => this.#aim({ replying: message })),
        message.own && message.kind === 'text' && action(t().edit, () => this.#aim({ editing: message })),
        message.own && action(t().remove, () => this.#remove(message)),
      ),
    );
  }

  async #do(method, args) {
    try {
      return await this.#client.call(method, args);
    } catch (error) {
      this.#failed(error);
      return undefined;
    }
  }

  async #remove(message) {
    if (await this.#sure(t().removeSure, t().remove)) {
      this.#do('delete', { id: message.id });
    }
  }

  #aim({ replying = null, editing = null }) {
    this.#replying = replying;
    this.#editing = editing;
    if (editing) {
      this.#input.value = editing.text;
    }
    this.#root.querySelector('.composer').replaceWith(this.#composer(this.#input.value));
    this.#input.focus();
  }

  #composer(text = this.#draft) {
    this.#input = h('textarea', {
      rows: 1,
      value: text,
      dir: 'auto',
      'aria-label': t().write,
      placeholder: t().write,
      oninput: () => this.#grow(),
      onkeydown: (event) => {
        if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          this.#send();
        } else if (event.key === 'Escape' && (this.#replying || this.#editing)) {
          this.#stopAiming();
        }
      },
    });
    const chosen = h('input', { type: 'file', hidden: true, onchange: () => this.#sendFiles(chosen) });
    const target = this.#editing ?? this.#replying;
    return h(
      'form',
      {
        class: 'composer',
        onsubmit: (event) => {
          event.preventDefault();
          this.#send();
        },
      },
      target &&
        h(
          'p',
          { class: 'aim' },
          this.#editing ? t().editing : t().replyTo(target.own ? t().you : this.#name(target.sender)),
          h('button', { type: 'button', class: 'quiet', onclick: () => this.#stopAiming() }, t().cancel),
        ),
      h(
        'div',
        { class: 'line' },
        chosen,
        h('button', { type: 'button', class: 'quiet', 'aria-label': t().attach, title: t().attach, onclick: () => chosen.click() }, '+'),
        this.#input,
        h('button', { type: 'submit' }, this.#editing ? t().save : t().send),
      ),
    );
  }

  #stopAiming() {
    if (this.#editing) {
      this.#input.value = '';
    }
    this.#aim({});
  }

  #grow() {
    this.#input.style.height = 'auto';
    this.#input.style.height = `${Math.min(this.#input.scrollHeight, 160)}px`;
  }

  async #send() {
    const text = this.#input.value.trim();
    if (!text) {
      return;
    }
    const { id: inReplyTo } = this.#replying ?? {};
    const { id: edited } = this.#editing ?? {};
    this.#input.value = '';
    this.#draft = '';
    this.#grow();
    if (inReplyTo || edited) {
      this.#aim({});
    }
    const done = edited ? this.#do('edit', { id: edited, text }) : this.#do('send', { text, inReplyTo });
    if ((await done) === undefined) {
      // nothing that someone wrote is lost
      this.#input.value = this.#input.value || text;
      return;
    }
    await this.#newest();
  }

  async #sendFiles(chosen) {
    const [file] = chosen.files;
    chosen.value = '';
    if (!file) {
      return;
    }
    if (file.size > FILE_MOST) {
      this.#notice(t().tooLarge);
      return;
    }
    this.#notice(t().sendingFile(file.name));
    const bytes = new Uint8Array(await file.arrayBuffer());
    try {
      await this.#client.call('file', { name: file.name, type: file.type || 'application/octet-stream' }, bytes);
      await this.#newest();
    } catch (error) {
      this.#failed(error);
    }
    this.#forgetNotice(t().sendingFile(file.name));
  }

  async #connection() {
    try {
      const { online } = await this.#client.call('connection');
      if (online && navigator.onLine) {
        this.#forgetNotice(t().offline);
      } else {
        this.#notice(t().offline);
      }
    } catch {
      clearInterval(this.#pulse);
    }
  }

  #failed(error) {
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

  #people() {
    const dialog = h(
      'dialog',
      { onclose: () => dialog.remove(), 'aria-label': t().whoReads },
      h('h2', {}, t().whoReads),
      h(
        'ul',
        { class: 'people' },
        ...this.#conversation.participants.map((person) =>
          h(
            'li',
            {},
            h('strong', {}, h('bdi', {}, person.name)),
            person.self && ` (${t().you})`,
            h(
              'span',
              { class: 'quiet' },
              person.guest ? `${t().guest}, ${t().byInvite}` : `${person.organisation}, ${t().verified}`,
            ),
          ),
        ),
      ),
      h(
        'div',
        { class: 'buttons' },
        h('button', { type: 'button', class: 'quiet', onclick: () => this.#language(dialog) }, t().language),
        this.#conversation.active &&
          h('button', { type: 'button', class: 'danger', onclick: () => this.#leave(dialog) }, t().leave),
        h('button', { type: 'button', onclick: () => dialog.close() }, t().close),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  }

  #language(dialog) {
    dialog.close();
    this.#callbacks.onLanguage();
    this.#notices.clear();
    this.#draw();
  }

  async #leave(dialog) {
    dialog.close();
    if (await this.#sure(t().leaveSure, t().leave)) {
      clearInterval(this.#pulse);
      if ((await this.#do('leave', {})) !== undefined) {
        this.#callbacks.onLeft();
      }
    }
  }

  #sure(question, yes) {
    return new Promise((resolve) => {
      const dialog = h(
        'dialog',
        {
          onclose: () => {
            dialog.remove();
            resolve(dialog.returnValue === 'yes');
          },
        },
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
      document.body.append(dialog);
      dialog.showModal();
    });
  }
}
