package eu.paravent.mls.internal.framing;

import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;

/**
 * Sender (RFC 9420 §6).
 *
 * @param index leaf index of a member, index of an external sender, else 0; 0 to 2^32 - 1
 */
public record Sender(Type type, long index) {
  /** SenderType. */
  public enum Type {
    MEMBER(1),
    EXTERNAL(2),
    NEW_MEMBER_PROPOSAL(3),
    NEW_MEMBER_COMMIT(4);

    private final int value;

    Type(int value) {
      this.value = value;
    }

    private boolean indexed() {
      return this == MEMBER || this == EXTERNAL;
    }

    /** RFC 9420 §6.1: whether the signature covers the GroupContext. */
    boolean signsContext() {
      return this == MEMBER || this == NEW_MEMBER_COMMIT;
    }
  }

  public static Sender member(int leafIndex) {
    return new Sender(Type.MEMBER, leafIndex);
  }

  /**
   * @param index in the external_senders extension
   */
  public static Sender external(int index) {
    return new Sender(Type.EXTERNAL, index);
  }

  public static Sender newMemberProposal() {
    return new Sender(Type.NEW_MEMBER_PROPOSAL, 0);
  }

  public static Sender newMemberCommit() {
    return new Sender(Type.NEW_MEMBER_COMMIT, 0);
  }

  static Sender read(TlsReader in) throws MalformedException {
    int value = in.u8();
    for (Type type : Type.values()) {
      if (type.value == value) {
        return new Sender(type, type.indexed() ? in.u32() : 0);
      }
    }
    throw new MalformedException("unknown sender type " + value);
  }

  void write(TlsWriter out) {
    out.u8(type.value);
    if (type.indexed()) {
      out.u32(index);
    }
  }
}
