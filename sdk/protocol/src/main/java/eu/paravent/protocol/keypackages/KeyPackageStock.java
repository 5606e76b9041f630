package eu.paravent.protocol.keypackages;

/**
 * Answer to an upload and to {@code GET} of {@link eu.paravent.protocol.Paths#KEY_PACKAGES}: of one
 * cipher suite. An upload is answered for the suite of what was uploaded, of the first where these
 * are several.
 *
 * @param unclaimed how many are left, the last-resort one not counted
 */
public record KeyPackageStock(int unclaimed, boolean lastResort) {}
