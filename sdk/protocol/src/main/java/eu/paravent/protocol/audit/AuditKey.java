package eu.paravent.protocol.audit;

import java.time.Instant;

/**
 * A key that the server signs its audit log with.
 *
 * @param keyId {@code kid} in the header of the signatures
 * @param publicKey raw Ed25519 key
 */
public record AuditKey(String keyId, byte[] publicKey, Instant since) {}
