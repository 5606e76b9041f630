/** The line to write in: text, files, voice. */
import { h } from './dom.js';
import { Timer, whereabouts } from './extras.js';
import { newPoll } from './kinds.js';
import { Mentions } from './mentions.js';
import { t } from './texts.js';
import { Recorder } from './voice.js';

export class Composer {
  #room;
  #form;
  #input;
  #replying = null;
  #editing = null;
  #mentions;
  #timer = new Timer();
  #typed = 0;

  /** @param {object} room `name`, `people`, `say`, `sendFile`, `sendPlace`, `sendPoll`, `typing`, `failed` */
  constructor(room) {
    this.#room = room;
    this.#mentions = new Mentions(() => room.people());
  }

  /** Drawn anew, with what was written, and the caret where it was. */
  element() {
    const text = this.#input?.value ?? '';
    const caret = this.#input?.selectionStart ?? 0;
    this.#input = h('textarea', {
      rows: 1,
      value: text,
      dir: 'auto',
      'aria-label': t().write,
      placeholder: t().write,
      oninput: () => this.#written(),
      onkeydown: (event) => {
        if (this.#mentions.key(event)) {
          return;
        }
        if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          this.#send();
        } else if (event.key === 'Escape' && (this.#replying || this.#editing)) {
          this.#stopAiming();
        }
      },
    });
    this.#input.setSelectionRange(caret, caret);
    const offers = this.#mentions.attach(this.#input);
    const chosen = h('input', { type: 'file', hidden: true, onchange: () => this.#choose(chosen) });
    const target = this.#editing ?? this.#replying;
    this.#form = h(
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
          this.#editing ? t().editing : t().replyTo(target.own ? t().you : this.#room.name(target.sender)),
          h('button', { type: 'button', class: 'quiet', onclick: () => this.#stopAiming() }, t().cancel),
        ),
      ...offers,
      h(
        'div',
        { class: 'line' },
        chosen,
        this.#icon('+', t().attach, () => chosen.click()),
        Recorder.possible && this.#icon(h('span', { class: 'icon microphone' }), t().record, () => this.#record()),
        this.#input,
        h('button', { type: 'submit' }, this.#editing ? t().save : t().send),
      ),
      !this.#editing &&
        h(
          'div',
          { class: 'line extras' },
          navigator.geolocation && this.#icon('📍', t().sendPlace, () => this.#sendPlace()),
          this.#icon('📊', t().newPoll, () => this.#sendPoll()),
          this.#timer.element(),
        ),
    );
    return this.#form;
  }

  #icon(sign, label, onclick) {
    return h('button', { type: 'button', class: 'quiet', 'aria-label': label, title: label, onclick }, sign);
  }

  get focused() {
    return document.activeElement === this.#input;
  }

  focus() {
    if (this.#input) {
      this.#input.focus();
      // who is meant may have come, or got a name, while one writes
      this.#mentions.offer();
    }
  }

  /** What is written next answers, or replaces, that message. */
  aim({ replying = null, editing = null }) {
    this.#replying = replying;
    this.#editing = editing;
    if (editing) {
      this.#input.value = this.#mentions.unlinked(editing.text);
    }
    this.#redraw();
    this.focus();
  }

  #redraw() {
    const before = this.#form;
    before.replaceWith(this.element());
    this.#grow();
  }

  #stopAiming() {
    if (this.#editing) {
      this.#input.value = '';
    }
    this.aim({});
  }

  #written() {
    this.#grow();
    const now = Date.now();
    if (this.#input.value && now - this.#typed > 3_000) {
      this.#typed = now;
      this.#room.typing();
    }
  }

  async #sendPlace() {
    try {
      const where = await whereabouts();
      if (where) {
        await this.#room.sendPlace({ ...where, disappears: this.#timer.seconds });
      }
    } catch (error) {
      this.#room.failed(error);
    }
    this.focus();
  }

  async #sendPoll() {
    const poll = await newPoll();
    if (poll) {
      await this.#room.sendPoll({ ...poll, disappears: this.#timer.seconds });
    }
    this.focus();
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
    this.#grow();
    if (inReplyTo || edited) {
      this.aim({});
    }
    this.#typed = 0;
    if (!(await this.#room.say(this.#mentions.linked(text), { inReplyTo, edited, disappears: this.#timer.seconds }))) {
      // nothing that someone wrote is lost
      this.#input.value = this.#input.value || text;
    }
  }

  #choose(chosen) {
    const [file] = chosen.files;
    chosen.value = '';
    if (file) {
      this.#room.sendFile(file, this.#timer.seconds);
    }
  }

  /** Instead of the line: a recording, to be sent or thrown away. */
  async #record() {
    let recorder;
    try {
      recorder = await Recorder.start();
    } catch (error) {
      this.#room.failed({ code: 'microphone', message: String(error) });
      return;
    }
    const time = h('span', { role: 'timer' }, '0:00');
    const ticking = setInterval(() => {
      time.textContent = recorder.length();
    }, 500);
    const end = async (send) => {
      clearInterval(ticking);
      const { file, millis } = await recorder.stop();
      line.replaceWith(this.element());
      this.focus();
      if (send) {
        this.#room.sendFile(file, this.#timer.seconds, millis);
      }
    };
    const line = h(
      'div',
      { class: 'composer' },
      h(
        'div',
        { class: 'line recording', role: 'group', 'aria-label': t().recording },
        h('button', { type: 'button', class: 'quiet', onclick: () => end(false) }, t().cancel),
        h('span', { class: 'grow' }, '● ', t().recording, ' ', time),
        h('button', { type: 'button', onclick: () => end(true) }, t().send),
      ),
    );
    recorder.onFull = () => end(true);
    this.#form.replaceWith(line);
    line.querySelector('button:last-child').focus();
  }
}
