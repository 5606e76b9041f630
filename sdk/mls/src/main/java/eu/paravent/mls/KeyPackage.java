package eu.paravent.mls;

import java.time.Instant;

/**
 * A key package of this client, whose private keys are in its storage.
 *
 * @param message MLSMessage with the KeyPackage: what is published
 * @param reference KeyPackageRef (RFC 9420 §5.2)
 */
public record KeyPackage(byte[] message, byte[] reference, Instant notAfter, boolean lastResort) {}
