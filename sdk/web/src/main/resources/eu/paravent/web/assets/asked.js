/** A privacy notice that is new to who is inside: shown, and asked about, until it was seen. */
import { over } from './dialogs.js';
import { h } from './dom.js';
import { notice } from './notice.js';
import { language, t } from './texts.js';

export class Asked {
  element = h('section', { class: 'banner asked', hidden: true });
  #call;
  #failed;
  #seen;

  /**
   * @param {(method: string, args?: object) => Promise<any>} call
   * @param {(error: Error) => void} failed
   * @param {() => void} [seen] it was taken note of, or consented to
   */
  constructor(call, failed, seen = () => {}) {
    this.#call = call;
    this.#failed = failed;
    this.#seen = seen;
  }

  /** Whether there is one that was not shown yet. */
  async look() {
    const profile = await this.#call('notice');
    this.element.hidden = !profile;
    this.element.replaceChildren(
      ...(profile
        ? [
            h('p', { role: 'status' }, profile.first ? t().noticeFirst(profile.name) : t().noticeChanged(profile.name)),
            h('button', { type: 'button', class: 'quiet', onclick: () => this.#show(profile) }, profile.first ? t().noticeReadFirst : t().noticeRead),
          ]
        : []),
    );
  }

  #show(profile) {
    const dialog = over(
      t().noticeOf(profile.name),
      h(
        'form',
        { method: 'dialog' },
        ...notice(profile, { consent: profile.asked, noted: t().noticeNoted }),
        h(
          'div',
          { class: 'buttons' },
          h('button', { value: 'no', class: 'quiet', formNoValidate: true }, t().later),
          h('button', { value: 'yes' }, profile.asked ? t().noticeConsent : t().noticeSeen),
        ),
      ),
    );
    dialog.addEventListener('close', () => dialog.returnValue === 'yes' && this.#take());
  }

  async #take() {
    try {
      await this.#call('acceptNotice', { language: language() });
      await this.look();
      this.#seen();
    } catch (error) {
      this.#failed(error);
    }
  }
}
