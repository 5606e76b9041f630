package eu.paravent.protocol.keypackages;

import java.util.List;
import java.util.Optional;

/**
 * {@code POST} to {@link eu.paravent.protocol.Paths#KEY_PACKAGES}: key packages of the calling
 * device.
 *
 * @param keyPackages MLSMessage each, handed out once
 * @param lastResort MLSMessage, handed out again and again when no other is left; replaces the one
 *     before of its cipher suite
 */
public record KeyPackageUpload(List<byte[]> keyPackages, Optional<byte[]> lastResort) {}
