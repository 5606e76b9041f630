package eu.paravent.mls.internal.schedule;

import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import java.util.Arrays;

/** PreSharedKeyID (RFC 9420 §8.4). */
public sealed interface PreSharedKeyId {
  byte[] nonce();

  void write(TlsWriter out);

  /** Whether both name the same key, whatever the nonce. */
  boolean sameKey(PreSharedKeyId other);

  /** A key provisioned by the application. */
  record External(byte[] id, byte[] nonce) implements PreSharedKeyId {
    @Override
    public void write(TlsWriter out) {
      out.u8(1).opaque(id).opaque(nonce);
    }

    @Override
    public boolean sameKey(PreSharedKeyId other) {
      return other instanceof External && Arrays.equals(id, ((External) other).id);
    }
  }

  /**
   * The resumption key of an epoch.
   *
   * @param usage application, reinit or branch
   * @param epoch unsigned
   */
  record Resumption(int usage, byte[] groupId, long epoch, byte[] nonce) implements PreSharedKeyId {
    /** ResumptionPSKUsage. */
    public static final int APPLICATION = 1, REINIT = 2, BRANCH = 3;

    @Override
    public void write(TlsWriter out) {
      out.u8(2).u8(usage).opaque(groupId).u64(epoch).opaque(nonce);
    }

    @Override
    public boolean sameKey(PreSharedKeyId other) {
      return other instanceof Resumption
          && usage == ((Resumption) other).usage
          && epoch == ((Resumption) other).epoch
          && Arrays.equals(groupId, ((Resumption) other).groupId);
    }
  }

  static PreSharedKeyId read(TlsReader in) throws MalformedException {
    int type = in.u8();
    switch (type) {
      case 1:
        return new External(in.opaque(), in.opaque());
      case 2:
        int usage = in.u8();
        if (usage < Resumption.APPLICATION || usage > Resumption.BRANCH) {
          throw new MalformedException("unknown resumption usage " + usage);
        }
        return new Resumption(usage, in.opaque(), in.u64(), in.opaque());
      default:
        throw new MalformedException("unknown PSK type " + type);
    }
  }
}
