/** What a conversation is about, in the host's words. */
export interface BusinessReference {
  type: string;
  key: string;
}

export interface Wish extends BusinessReference {
  /** Title of a conversation that is begun. */
  title?: string;
  /** `mimi://…/u/…` of those who take part from the beginning. */
  participants?: string[];
  /** No way back to the list of conversations. */
  alone?: boolean;
}

export interface DeviceRequest {
  /** `mimi://<organisation>/u/<user>`; the host checks that its session is this user's. */
  user: string;
  device: string;
  /** Base64 of the raw Ed25519 key. */
  publicKey: string;
}

export interface Certificates {
  /** Base64 of DER: the device's certificate, then the root's. */
  certificates: string[];
}

export interface Unread {
  total: number;
  conversations: { id: string; reference?: BusinessReference; unread: number }[];
}

/**
 * Attributes: `server` (base address of the chat server), `user` (`mimi://…/u/…`), `name` (as others
 * see it), `enroll-url`, `language` (`de` or `en`), `label` (accessible name of the frame); for one
 * conversation `reference-type`, `reference-key`, `reference-title`, `participants` (separated by
 * spaces), `with-list`. Only the two parts of the reference are followed when they change.
 *
 * Custom properties: `--paravent-ground`, `-sheet`, `-text`, `-soft`, `-line`, `-accent`,
 * `-on-accent`, `-own`, `-theirs`. Part: `frame`.
 */
export class ParaventChat extends HTMLElement {
  /** Asks the host's server for a device's certificate; without one: a POST to `enroll-url`. */
  set enroller(enroller: (request: DeviceRequest) => Promise<Certificates>);

  /** As last told by `paravent-unread`. */
  get unread(): Unread;

  /** Shows the conversation about this, or offers to begin it; null shows the list. */
  show(wish: Wish | null): void;

  showList(): void;

  /** Takes over the custom properties as they are now. */
  refreshTheme(): void;
}

/** What the element tells its host. All of them bubble; none carries text of messages. */
export interface ParaventChatEvents {
  /** A device is there and signed in. */
  'paravent-ready': CustomEvent<Record<string, never>>;
  /** What is unread, whenever it may have changed. */
  'paravent-unread': CustomEvent<Unread>;
  /** A conversation is shown. */
  'paravent-open': CustomEvent<{ id: string; reference?: BusinessReference }>;
  /** Somebody calls; it is answered in the conversation. */
  'paravent-call': CustomEvent<{ id: string; reference?: BusinessReference; video: boolean }>;
  /** Something failed; `code` is stable, `message` is for whoever looks into it. */
  'paravent-error': CustomEvent<{ code: string; message: string }>;
}

declare global {
  interface HTMLElementTagNameMap {
    'paravent-chat': ParaventChat;
  }
  interface HTMLElementEventMap extends ParaventChatEvents {}
  interface DocumentEventMap extends ParaventChatEvents {}
  interface WindowEventMap extends ParaventChatEvents {}
}
