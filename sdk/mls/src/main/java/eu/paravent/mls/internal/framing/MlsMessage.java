package eu.paravent.mls.internal.framing;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.schedule.GroupContext;
import java.util.function.Consumer;

/** MLSMessage (RFC 9420 §6): version and wire format around one of five structures. */
public final class MlsMessage {
  private MlsMessage() {}

  public static byte[] encode(WireFormat format, Consumer<TlsWriter> body) {
    TlsWriter out = new TlsWriter(512).u16(GroupContext.MLS10).u16(format.value());
    body.accept(out);
    return out.toBytes();
  }

  public static WireFormat wireFormat(byte[] message) throws MlsException {
    try {
      return header(new TlsReader(message));
    } catch (MalformedException e) {
      throw e.toMlsException("The MLS message");
    }
  }

  /** The body of a message that must be of this wire format. */
  public static <T> T decode(byte[] message, WireFormat expected, TlsReader.Parser<T> body)
      throws MlsException {
    WireFormat format = wireFormat(message);
    if (format != expected) {
      throw new MlsException(
          Reason.UNSUPPORTED, "Expected an MLS message with " + expected + ", got " + format);
    }
    return TlsReader.parseOrRefuse(
        message,
        "The MLS message with " + expected,
        in -> {
          header(in);
          return body.read(in);
        });
  }

  private static WireFormat header(TlsReader in) throws MalformedException {
    int version = in.u16();
    if (version != GroupContext.MLS10) {
      throw MalformedException.unsupported("protocol version " + version);
    }
    return WireFormat.read(in);
  }
}
