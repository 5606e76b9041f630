package eu.paravent.client.invite;

import eu.paravent.client.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A guest that waits to be let in. Whoever made it has the link, and the password where there is
 * one: its key is certified by the invite of this group. Who that is only a person can judge.
 *
 * @param id stands for this very key and name; what is approved by it is what was shown
 * @param name as the guest calls itself, never a proof; empty on devices that did not make the
 *     invite, which cannot read it
 * @param receivedAt the server's word
 */
public record JoinRequest(
    String id, UserId guest, InviteId invite, Optional<String> name, Instant receivedAt) {}
