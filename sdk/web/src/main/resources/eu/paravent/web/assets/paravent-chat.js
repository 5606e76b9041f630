/**
 * `<paravent-chat>`: the chat of a member of staff inside a host page. It opens a frame of the chat
 * server: the host's styles cannot break it, and it cannot read the host page. Types and the list of
 * attributes, methods and events are in `paravent-chat.d.ts`.
 */
const THEME = [
  '--paravent-ground',
  '--paravent-sheet',
  '--paravent-text',
  '--paravent-soft',
  '--paravent-line',
  '--paravent-accent',
  '--paravent-on-accent',
  '--paravent-own',
  '--paravent-theirs',
];

const STYLE = `
  :host { display: block; block-size: 32rem; min-inline-size: 18rem; }
  :host([hidden]) { display: none; }
  iframe { border: 0; inline-size: 100%; block-size: 100%; display: block; color-scheme: inherit; }
`;

export class ParaventChat extends HTMLElement {
  static observedAttributes = ['reference-type', 'reference-key'];

  #frame;
  #port;
  #unread = { total: 0, conversations: [] };
  #enroller = (request) => this.#post(request);

  /** Asks the host's server for a device's certificate; without one: a POST to `enroll-url`. */
  set enroller(enroller) {
    this.#enroller = enroller;
  }

  get unread() {
    return this.#unread;
  }

  connectedCallback() {
    const server = new URL(this.getAttribute('server') || '.', document.baseURI);
    if (!server.pathname.endsWith('/')) {
      server.pathname += '/';
    }
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    shadow.adoptedStyleSheets = [sheet];
    this.#frame = document.createElement('iframe');
    this.#frame.part = 'frame';
    this.#frame.title = this.getAttribute('label') || 'Chat';
    this.#frame.allow = 'microphone; camera; geolocation; clipboard-write';
    this.#frame.src = new URL('widget', server).href;
    this.#frame.onload = () => this.#greet(server.origin);
    shadow.replaceChildren(this.#frame);
  }

  disconnectedCallback() {
    this.#port?.close();
    this.#port = undefined;
    this.shadowRoot.replaceChildren();
  }

  attributeChangedCallback() {
    this.#port?.postMessage({ wish: this.#wish() });
  }

  /** Shows the conversation about this, or offers to begin it. */
  show(wish) {
    this.#port?.postMessage({ wish });
  }

  showList() {
    this.show(null);
  }

  /** Takes over the custom properties as they are now, after the host changed its theme. */
  refreshTheme() {
    this.#port?.postMessage({ theme: this.#theme() });
  }

  #greet(origin) {
    this.#port?.close();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }) => this.#take(data);
    this.#frame.contentWindow.postMessage(
      {
        paravent: 1,
        user: this.getAttribute('user'),
        name: this.getAttribute('name') ?? '',
        language: this.getAttribute('language') ?? document.documentElement.lang,
        theme: this.#theme(),
        wish: this.#wish(),
      },
      origin,
      [port2],
    );
  }

  #wish() {
    const type = this.getAttribute('reference-type');
    const key = this.getAttribute('reference-key');
    if (!type || !key) {
      return null;
    }
    return {
      type,
      key,
      title: this.getAttribute('reference-title') ?? '',
      participants: (this.getAttribute('participants') ?? '').split(/\s+/).filter(Boolean),
      alone: !this.hasAttribute('with-list'),
    };
  }

  /** The frame's own names for what the host calls `--paravent-…`. */
  #theme() {
    const style = getComputedStyle(this);
    return Object.fromEntries(
      THEME.map((name) => [`--${name.slice('--paravent-'.length)}`, style.getPropertyValue(name).trim()]).filter(([, value]) => value),
    );
  }

  #take(said) {
    if (said.enrol) {
      Promise.resolve(JSON.parse(said.request))
        .then((request) => this.#enroller(request))
        .then(
          (answer) => this.#port?.postMessage({ enrolled: said.enrol, answer: JSON.stringify(answer) }),
          (error) => this.#port?.postMessage({ enrolled: said.enrol, refused: String(error) }),
        );
      return;
    }
    if (said.event === 'unread') {
      this.#unread = said.detail;
    }
    this.dispatchEvent(new CustomEvent(`paravent-${said.event}`, { detail: said.detail, bubbles: true, composed: true }));
  }

  async #post(request) {
    const address = this.getAttribute('enroll-url');
    if (!address) {
      throw new Error('Set enroll-url or enroller: without one there is no certificate for this device');
    }
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
      credentials: 'same-origin',
    });
    if (!response.ok) {
      throw new Error(`The host refused a certificate (${response.status})`);
    }
    return response.json();
  }
}

customElements.define('paravent-chat', ParaventChat);
