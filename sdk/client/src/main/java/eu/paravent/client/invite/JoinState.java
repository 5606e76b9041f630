package eu.paravent.client.invite;

/** Where a guest stands that asked to be let in. */
public enum JoinState {
  /** Nobody has decided yet. Stays so over restarts. */
  WAITING,
  /** A member of staff declined. */
  DECLINED,
  /** Nobody decided in time, or the invite has ended: ask for a new link. */
  EXPIRED,
  /** The invite was revoked, or others took its places. */
  REVOKED
}
