package eu.paravent.client.privacy;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import java.time.Instant;

/**
 * That what a person said in a conversation is kept and not used (GDPR Art. 18): clients of others
 * do not show it, find it, forward it or hand it to another device, until the restriction is
 * lifted.
 *
 * @param person whose words they are
 * @param by who asked: the person, or an owner of its organisation
 * @param since when the server took the request
 */
public record Restriction(ConversationId conversation, UserId person, UserId by, Instant since) {}
