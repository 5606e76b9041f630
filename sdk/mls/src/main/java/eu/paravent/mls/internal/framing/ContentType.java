package eu.paravent.mls.internal.framing;

import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;

/** RFC 9420 §6. */
public enum ContentType {
  APPLICATION(1),
  PROPOSAL(2),
  COMMIT(3);

  private final int value;

  ContentType(int value) {
    this.value = value;
  }

  public int value() {
    return value;
  }

  static ContentType read(TlsReader in) throws MalformedException {
    int value = in.u8();
    for (ContentType type : values()) {
      if (type.value == value) {
        return type;
      }
    }
    throw new MalformedException("unknown content type " + value);
  }
}
