package eu.paravent.server.identity.control;

import java.time.Instant;
import java.util.List;

/**
 * A device whose chain was checked; only {@link Certificates} makes one.
 *
 * @param chain DER, the device's first
 * @param signatureKey raw Ed25519 key of the device's certificate; not copied
 * @param notAfter when the first certificate of the chain expires
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record VerifiedDevice(
    DeviceName name, List<byte[]> chain, byte[] signatureKey, Instant notAfter) {}
