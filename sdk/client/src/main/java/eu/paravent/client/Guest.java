package eu.paravent.client;

import eu.paravent.client.invite.InviteId;

/**
 * A guest inside, and by whose invite it came: verified by every member when it came in.
 *
 * @param displayName as the guest told the others; never a proof of who it is
 */
public record Guest(UserId id, String displayName, InviteId invite, UserId invitedBy) {}
