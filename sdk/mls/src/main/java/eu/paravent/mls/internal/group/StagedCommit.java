package eu.paravent.mls.internal.group;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import java.nio.charset.StandardCharsets;

/**
 * An own commit that waits for the delivery service. The next epoch's records are stored already,
 * under its name.
 *
 * @param reInit whether the group ends with it
 */
record StagedCommit(CommitBundle bundle, String nextEpoch, CommitSummary summary, boolean reInit) {
  byte[] encode() {
    return Stored.encode(
        out -> {
          out.u64(bundle.epoch()).opaque(bundle.commit());
          out.optional(bundle.welcome(), (welcome, w) -> w.opaque(welcome));
          out.opaque(bundle.groupInfo());
          out.opaque(nextEpoch.getBytes(StandardCharsets.US_ASCII));
          summary.write(out);
          out.u8(reInit ? 1 : 0);
        });
  }

  static StagedCommit decode(byte[] record) {
    return Stored.decode(record, "staged commit", StagedCommit::read);
  }

  private static StagedCommit read(TlsReader in) throws MalformedException {
    return new StagedCommit(
        new CommitBundle(in.u64(), in.opaque(), in.optional(TlsReader::opaque), in.opaque()),
        new String(in.opaque(), StandardCharsets.US_ASCII),
        CommitSummary.read(in),
        in.present());
  }
}
