package eu.paravent.protocol.delivery;

import java.util.List;
import java.util.Optional;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#WELCOMES}: oldest first.
 *
 * @param next where the next page begins; empty on the last one
 */
public record WelcomeList(List<PendingWelcome> welcomes, Optional<String> next) {}
