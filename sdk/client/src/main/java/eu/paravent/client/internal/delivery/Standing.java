package eu.paravent.client.internal.delivery;

/** Where a guest's request stands, by the server's word. */
public enum Standing {
  WAITING,
  DECLINED,
  APPROVED,
  /** The server has no request of it, or not any more. */
  FORGOTTEN
}
