/** Calls in a conversation as people see them: somebody rings, one calls, one talks, one missed it. */
import { Call, MOST, fresh, possible } from './call.js';
import { over } from './dialogs.js';
import { h } from './dom.js';
import { clock, t } from './texts.js';

/** So long a call rings, by the server's word; clocks may differ by some of it. */
export const RINGS = 60_000;
const STALE = 120_000;
const JOINED_WITHIN = 60_000;
const NO_DEVICE = ['NotAllowedError', 'NotFoundError', 'NotReadableError', 'OverconstrainedError'];

export class CallBox {
  #room;
  #call = null;
  /** What it is that rings. */
  #ring = null;
  #ringing;
  /** All goes through the operator's relay, so nobody learns addresses. */
  #relayed = false;
  #waiting;
  /** How the last one ended, until it is put away. */
  #ended = '';
  #missed = [];
  #inside = new Map();
  /** This person has answered or declined, here or on another device. */
  #handled = new Set();
  #tiles = new Map();
  #asks = h('p', { role: 'alert' });
  #warns = h('p', { class: 'meta' });
  #status = h('p', { role: 'status' });
  #images = h('div', { class: 'tiles' });
  #past = h('ul', { class: 'missed' });
  #buttons = h('div', { class: 'buttons' });
  element = h('section', { class: 'call', hidden: true }, this.#asks, this.#warns, this.#status, this.#images, this.#past, this.#buttons);

  /** @param {object} room `self`, `people()`, `name(id)`, `call(method, args)`, `failed(error)` */
  constructor(room) {
    this.#room = room;
  }

  /** What begins a call, where the browser can make one. */
  starter() {
    const label = t().callStart;
    return possible && h('button', { type: 'button', class: 'quiet', 'aria-label': label, title: label, onclick: () => this.#start() }, h('span', { class: 'icon phone' }));
  }

  #way() {
    return {
      signal: (args) => this.#room.call('call', args),
      key: () => this.#room.call('mediaKey'),
      relay: () => this.#room.call('relay'),
      changed: () => this.draw(),
      gone: (part, ever) => this.#gone(part, ever),
      full: () => this.hangUp(t().callFull(MOST)),
    };
  }

  async #askForRelay() {
    const { iceTransportPolicy } = await this.#room.call('relay').catch(() => ({}));
    this.#relayed = iceTransportPolicy === 'relay';
  }

  async #start() {
    await this.#askForRelay();
    const dialog = over(
      t().callStart,
      h(
        'form',
        { method: 'dialog' },
        h('p', {}, this.#relayed ? t().callSureRelayed : t().callSure),
        h(
          'div',
          { class: 'buttons' },
          h('button', { value: 'no', class: 'quiet' }, t().cancel),
          h('button', { value: 'voice' }, t().callVoice),
          h('button', { value: 'video' }, t().callVideo),
        ),
      ),
    );
    dialog.addEventListener('close', () => ['voice', 'video'].includes(dialog.returnValue) && this.#begin(dialog.returnValue === 'video'));
  }

  async #begin(video) {
    if (!this.#call && !this.#ring) {
      await this.#go(fresh(), video, (call) => call.ring());
      this.#unless(RINGS, t().callNobody);
    }
  }

  async #accept(video) {
    const { call: id } = this.#ring;
    this.#stopRinging();
    this.#handled.add(id);
    if (this.#parts(id).size >= MOST) {
      this.#end(t().callFull(MOST));
      return;
    }
    await this.#go(id, video, (call) => call.join());
    this.#unless(JOINED_WITHIN, t().callOver);
  }

  /** Nobody is there in time. */
  #unless(millis, why) {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#call?.peers.size === 0 && this.hangUp(why), millis);
  }

  async #go(id, video, enter) {
    this.#ended = '';
    try {
      const call = await Call.begin(this.#way(), id, video);
      this.#call = call;
      this.draw();
      this.element.querySelector('button')?.focus();
      await enter(call);
    } catch (error) {
      this.hangUp();
      this.#room.failed({ code: NO_DEVICE.includes(error.name) ? 'camera' : error.code, message: String(error) });
    }
  }

  /** Who is in a call, by part. */
  #parts(id) {
    if (!this.#inside.has(id)) {
      this.#inside.set(id, new Map());
    }
    return this.#inside.get(id);
  }

  /** Somebody said something about a call, perhaps this person in another window. */
  take(said) {
    const { call: id, kind, from, sender } = said;
    const parts = this.#parts(id);
    const own = sender === this.#room.self;
    if (kind === 'ring' || kind === 'join') {
      parts.set(from, sender);
    } else if (kind === 'leave' && parts.get(from) === sender) {
      parts.delete(from);
    }
    if (own && kind !== 'leave') {
      this.#handled.add(id);
      this.#missed = this.#missed.filter((one) => one.call !== id);
    }
    if (this.#call?.id === id) {
      this.#take(said, own);
    } else if (this.#ring?.call === id) {
      this.#goesOn(id, parts);
    } else if (kind === 'ring' && !this.#handled.has(id)) {
      this.#rings(said);
    }
    this.draw();
  }

  #take(said, own) {
    if (said.kind === 'decline' && !own) {
      const words = t().callDeclined(this.#room.name(said.sender));
      if (this.#room.people() === 2) {
        this.hangUp(words);
        return;
      }
      this.#ended = words;
    } else if (said.kind === 'join') {
      this.#ended = '';
    }
    const call = this.#call;
    const before = call.peers.size;
    call.take(said).then(
      () => {
        if (said.kind === 'leave' && before > 0 && call.peers.size === 0 && this.#call === call) {
          this.hangUp(t().callOver);
        }
      },
      (error) => console.info(`call: ${error}`),
    );
  }

  /** While it rings here. */
  #goesOn(id, parts) {
    if (this.#handled.has(id)) {
      this.#stopRinging();
    } else if (parts.size === 0) {
      this.#miss();
    }
  }

  #gone(part, ever) {
    this.#parts(this.#call?.id).delete(part);
    if (this.#call?.peers.size === 0) {
      this.hangUp(ever ? t().callOver : t().callNoWay);
    } else {
      this.draw();
    }
  }

  #rings(said) {
    const age = Date.now() - Date.parse(said.at);
    this.#ended = '';
    if (age >= STALE || this.#call || this.#ring || !possible) {
      this.#missed.push(said);
      return;
    }
    this.#ring = said;
    this.#ringing = setTimeout(() => this.#miss(), Math.min(RINGS, STALE - age));
    this.#askForRelay().then(() => this.draw());
  }

  #stopRinging() {
    clearTimeout(this.#ringing);
    this.#ring = null;
    this.draw();
  }

  #miss() {
    this.#missed.push(this.#ring);
    this.#stopRinging();
  }

  async #decline() {
    const { call, video } = this.#ring;
    this.#handled.add(call);
    this.#stopRinging();
    await this.#room.call('call', { call, kind: 'decline', video, from: fresh(), to: '', description: '' }).catch((error) => this.#room.failed(error));
  }

  #end(why) {
    this.#ended = why ?? '';
    this.draw();
  }

  /** @param {string} [why] where it was not this person */
  hangUp(why) {
    const call = this.#call;
    clearTimeout(this.#waiting);
    this.#call = null;
    if (call) {
      this.#parts(call.id).delete(call.part);
      call.say('leave').catch(() => {});
      call.end();
    }
    this.#tiles.clear();
    this.#end(why);
  }

  /** The view goes: nothing rings here, and nobody is heard any more. */
  close() {
    clearTimeout(this.#ringing);
    this.#ring = null;
    this.hangUp();
  }

  /** @param {Set<string>} people who is in the conversation now */
  present(people) {
    if (this.#call) {
      const before = this.#call.peers.size;
      this.#call.present(people).forEach((part) => this.#parts(this.#call.id).delete(part));
      if (!people.has(this.#room.self) || (before > 0 && this.#call.peers.size === 0)) {
        this.hangUp(t().callOver);
      }
    } else if (this.#ring && !people.has(this.#ring.sender)) {
      this.#miss();
    }
    this.draw();
  }

  /** What is there, with the same elements as long as they mean the same. */
  draw() {
    const focused = this.element.contains(document.activeElement) && document.activeElement.dataset.action;
    const ring = this.#ring;
    this.element.setAttribute('aria-label', t().call);
    says(this.#asks, ring ? (ring.video ? t().ringsVideo : t().rings)(this.#room.name(ring.sender)) : '');
    says(this.#warns, ring ? (this.#relayed ? t().callRelayed : t().callAddresses) : '');
    says(this.#status, [this.#call ? this.#state(this.#call) : '', this.#ended].filter(Boolean).join(' · '));
    this.#drawImages();
    this.#past.replaceChildren(...this.#missed.map(({ sender, at }) => h('li', {}, t().callMissed(this.#room.name(sender), clock(new Date(at))))));
    this.#past.hidden = this.#missed.length === 0;
    this.#buttons.replaceChildren(...this.#actions().filter(Boolean));
    this.element.hidden = this.#buttons.children.length === 0;
    if (focused) {
      (this.element.querySelector(`[data-action="${focused}"]`) ?? this.element.querySelector('button'))?.focus();
    }
  }

  #state(call) {
    const peers = [...call.peers.values()];
    if (peers.length === 0 && call.began) {
      return t().calling;
    } else if (!peers.some((peer) => peer.connected)) {
      return t().connecting;
    }
    return `${t().inCall(peers.length + 1)} · ${peers.every((peer) => peer.encrypts) ? t().callEncrypted : t().callConnected}`;
  }

  #actions() {
    const button = (action, label, kind, act, pressed) =>
      h('button', { type: 'button', class: kind, 'data-action': action, 'aria-pressed': pressed === undefined ? undefined : String(pressed), onclick: act }, label);
    const call = this.#call;
    if (this.#ring) {
      return [
        button('decline', t().decline, 'danger', () => this.#decline()),
        button('accept', t().accept, 'quiet', () => this.#accept(false)),
        button('accept-video', t().acceptVideo, '', () => this.#accept(true)),
      ];
    } else if (call) {
      const then = (act) => () => {
        act();
        this.draw();
      };
      return [
        button('mute', t().mute, 'quiet', then(() => call.mute(!call.muted)), call.muted),
        call.local.getVideoTracks().length > 0 && button('dark', t().cameraOff, 'quiet', then(() => call.darken(!call.dark)), call.dark),
        button('hang-up', t().hangUp, 'danger', () => this.hangUp()),
      ];
    }
    const putAway = () => {
      this.#missed = [];
      this.#end();
    };
    return [(this.#ended || this.#missed.length > 0) && button('put-away', t().close, 'quiet', putAway)];
  }

  #drawImages() {
    const call = this.#call;
    const figures = call
      ? [this.#tile('self', call.local, t().you, true), ...[...call.peers].map(([part, peer]) => this.#tile(part, peer.stream, this.#room.name(peer.sender), false))]
      : [];
    const shown = [...this.#images.children];
    if (figures.length !== shown.length || figures.some((figure, i) => figure !== shown[i])) {
      this.#images.replaceChildren(...figures);
    }
    this.#images.hidden = figures.length === 0;
  }

  #tile(part, stream, name, own) {
    let tile = this.#tiles.get(part);
    if (!tile) {
      const video = h('video', { autoplay: true, playsInline: true, muted: own });
      const caption = h('bdi');
      tile = { video, caption, figure: h('figure', { class: own ? 'own' : 'other' }, video, h('figcaption', {}, caption)) };
      this.#tiles.set(part, tile);
    }
    if (tile.video.srcObject !== stream) {
      tile.video.srcObject = stream;
    }
    says(tile.caption, name);
    tile.video.setAttribute('aria-label', t().imageOf(name));
    tile.video.play().catch(() => {});
    return tile.figure;
  }
}

/** Said again only where it changed: screen readers read what changes. */
function says(element, words) {
  if (element.textContent !== words) {
    element.textContent = words;
  }
}
