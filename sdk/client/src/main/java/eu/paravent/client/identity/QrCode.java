package eu.paravent.client.identity;

import io.nayuki.qrcodegen.QrSegment;
import java.util.List;

/**
 * A QR code (ISO/IEC 18004) of a payload, as modules: the host draws them, with a light border of
 * four modules around. Error correction M.
 */
public final class QrCode {
  private final io.nayuki.qrcodegen.QrCode code;

  private QrCode(io.nayuki.qrcodegen.QrCode code) {
    this.code = code;
  }

  /**
   * @param payload of a {@link SafetyNumber} or {@link KnownOrganisation}
   * @throws IllegalArgumentException if it is too long for a QR code
   */
  public static QrCode of(byte[] payload) {
    try {
      return new QrCode(
          io.nayuki.qrcodegen.QrCode.encodeSegments(
              List.of(QrSegment.makeBytes(payload)), io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM));
    } catch (io.nayuki.qrcodegen.DataTooLongException e) {
      throw new IllegalArgumentException("Too long for a QR code", e);
    }
  }

  /** Modules on each side. */
  public int size() {
    return code.size;
  }

  /** Light outside of the code. */
  public boolean dark(int column, int row) {
    return code.getModule(column, row);
  }
}
