package eu.paravent.protocol.organisations;

import java.util.Optional;

/**
 * How much of a server an organisation uses, for its administrators. Guests do not count.
 *
 * @param users with a device that signed in once
 * @param sessions alive now
 * @param attachmentBytes uploads under way included
 * @param attachmentQuota empty where there is none
 */
public record OrganisationUse(
    long users,
    long devices,
    long sessions,
    long attachmentBytes,
    Optional<Long> attachmentQuota) {}
