package eu.paravent.protocol.delivery;

import java.util.List;

/** Answer to {@code GET} of {@link eu.paravent.protocol.Paths#WELCOMES}: oldest first. */
public record WelcomeList(List<PendingWelcome> welcomes) {}
