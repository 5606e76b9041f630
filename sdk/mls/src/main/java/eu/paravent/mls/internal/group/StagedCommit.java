package eu.paravent.mls.internal.group;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An own commit that waits for the delivery service to accept it (RFC 9420 §14). The next epoch's
 * records are stored already, under its name; its GroupInfo is made from them.
 *
 * @param reInit whether the group ends with it
 */
record StagedCommit(CommitBundle bundle, String nextEpoch, CommitSummary summary, boolean reInit) {
  /** Version 1 held the GroupInfo too. */
  private static final int VERSION = 2;

  byte[] encode() {
    return Stored.encode(
        VERSION,
        out -> {
          out.u64(bundle.epoch()).opaque(bundle.commit());
          out.optional(bundle.welcome(), (welcome, w) -> w.opaque(welcome));
          out.opaque(nextEpoch.getBytes(StandardCharsets.US_ASCII));
          summary.write(out);
          out.u8(reInit ? 1 : 0);
        });
  }

  /** The name of the next epoch, where no more is asked. */
  static String nextEpoch(byte[] record) {
    return Stored.decode(record, "staged commit", VERSION, Read::read).nextEpoch;
  }

  /**
   * @param next the epoch of that name
   */
  static StagedCommit decode(byte[] record, LocalClient client, EpochState next) {
    Read read = Stored.decode(record, "staged commit", VERSION, Read::read);
    Supplier<byte[]> groupInfo =
        read.groupInfo
            .<Supplier<byte[]>>map(stored -> () -> stored)
            .orElseGet(() -> next.groupInfoLater(client));
    return new StagedCommit(
        new CommitBundle(read.epoch, read.commit, read.welcome, groupInfo),
        read.nextEpoch,
        read.summary,
        read.reInit);
  }

  private record Read(
      long epoch,
      byte[] commit,
      Optional<byte[]> welcome,
      Optional<byte[]> groupInfo,
      String nextEpoch,
      CommitSummary summary,
      boolean reInit) {
    static Read read(int version, TlsReader in) throws MalformedException {
      return new Read(
          in.u64(),
          in.opaque(),
          in.optional(TlsReader::opaque),
          version == 1 ? Optional.of(in.opaque()) : Optional.empty(),
          new String(in.opaque(), StandardCharsets.US_ASCII),
          CommitSummary.read(in),
          in.present());
    }
  }
}
