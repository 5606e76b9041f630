package eu.paravent.server.notices.control;

import eu.paravent.protocol.notices.OrganisationProfile;
import java.time.Instant;

/** The newest profile of an organisation, and when it came. */
public record Published(OrganisationProfile profile, Instant receivedAt) {}
