package eu.paravent.mls.internal.framing;

import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;

/** RFC 9420 §17.2. */
public enum WireFormat {
  PUBLIC_MESSAGE(1),
  PRIVATE_MESSAGE(2),
  WELCOME(3),
  GROUP_INFO(4),
  KEY_PACKAGE(5);

  private final int value;

  WireFormat(int value) {
    this.value = value;
  }

  public int value() {
    return value;
  }

  static WireFormat read(TlsReader in) throws MalformedException {
    int value = in.u16();
    for (WireFormat format : values()) {
      if (format.value == value) {
        return format;
      }
    }
    throw MalformedException.unsupported("wire format " + value);
  }
}
