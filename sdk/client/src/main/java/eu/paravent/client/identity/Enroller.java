package eu.paravent.client.identity;

import eu.paravent.client.UserId;
import java.util.List;

/**
 * Gets certificates for the devices of one member of staff: from the {@link OrganisationAuthority}
 * in the same process, or over whatever way the company has (its single sign-on decides who may
 * ask). Asked when a device is new and again before its certificate expires. Thread-safe.
 */
public interface Enroller {
  /** Whose devices it enrols. */
  UserId user();

  /**
   * A certificate for this device.
   *
   * @return DER certificates: the device's, then the root's
   * @throws RuntimeException if the authority refuses or cannot be reached; the client tries again
   *     later
   */
  List<byte[]> certify(DeviceRequest request);
}
