package eu.paravent.client;

import eu.paravent.client.internal.mimi.Mentions;
import java.util.Optional;

/**
 * A person in a conversation. Everyone who can read is listed, and everyone listed was verified:
 * staff by a certificate of their organisation's authority, a guest by one under an invite of this
 * group.
 *
 * @param displayName as that person, or whoever added it, told the others; the pseudonym where no
 *     one did. Never a proof of who it is
 * @param devices how many devices of the person are in the conversation
 * @param self whether it is the user of this client
 * @param custody who holds this person's keys, as its devices declare it: the organisation where it
 *     does for one of them; empty where a device has not said
 */
public record Participant(
    UserId id,
    String displayName,
    Role role,
    int devices,
    boolean self,
    Optional<KeyCustody> custody) {
  /** What a person may do. */
  public enum Role {
    /** Employed by an organisation: may add and remove people and invite guests. */
    MEMBER,
    /**
     * A member that also appoints owners and archivists, dismisses them, and says what the
     * conversation is kept as and for how long. Who begins a conversation is its first. One that
     * began before there were owners has none: all its staff are members.
     */
    OWNER,
    /** Came by a link. */
    GUEST,
    /**
     * Keeps records of everything that is said, for an organisation that has to; certified for that
     * by its authority, named in the rules of the group, and silent but for its receipts. To be
     * shown as that wherever participants are shown.
     */
    ARCHIVIST
  }

  /** Markdown that mentions this person, to be put into a text. */
  public String mention() {
    return Mentions.link(id, displayName);
  }

  /** Whose certificate authority, or whose invite, vouches for this person. */
  public String organisation() {
    return id.organisation();
  }
}
