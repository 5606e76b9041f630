package eu.paravent.client;

import java.util.Optional;

/**
 * How the client stands with its server. Nothing has to be done about it: the client keeps trying.
 *
 * @param problem what went wrong last; empty while all is well
 */
public record Connection(boolean online, Optional<ChatException> problem) {}
