package eu.paravent.client;

import eu.paravent.client.identity.Verification;

/**
 * Who wrote a message: verified by a certificate of the person's organisation, or under an invite
 * of the conversation.
 *
 * @param displayName as that person told the others; the pseudonym where it did not. Never a proof
 *     of who it is
 * @param verification whether anybody compared this person's keys, as it stands now
 */
public record Author(UserId id, String displayName, Verification verification) {
  /** Whose certificate authority, or whose invite, vouches for this person. */
  public String organisation() {
    return id.organisation();
  }
}
