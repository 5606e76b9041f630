package eu.paravent.client.history;

/** What a device does when another one of the same person asks for history. */
public enum HistoryPolicy {
  /** The person decides: see {@link History#requests}. */
  ASK,
  /** It is handed over at once: whoever gets a certificate for this person gets its history. */
  SHARE,
  /** It is declined at once, and {@link History#share} is refused. */
  NEVER
}
