package eu.paravent.protocol.keypackages;

import java.util.List;

/**
 * Answer to {@code POST} to {@link eu.paravent.protocol.Paths#KEY_PACKAGE_CLAIMS}: one key package
 * of the cipher suite asked for, for every device of the user that has one.
 */
public record ClaimedKeyPackages(List<Claimed> claimed) {
  /**
   * @param deviceUri the server's word; the credential in the key package decides
   * @param keyPackage MLSMessage
   */
  public record Claimed(String deviceUri, byte[] keyPackage, boolean lastResort) {}
}
