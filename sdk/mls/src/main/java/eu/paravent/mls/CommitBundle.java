package eu.paravent.mls;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A staged commit and what belongs to it: send all of it in one request. The group stays in its
 * epoch until {@link MlsGroup#mergePendingCommit()}. Thread-safe.
 */
public final class CommitBundle {
  private final long epoch;
  private final byte[] commit;
  private final Optional<byte[]> welcome;
  private final Supplier<byte[]> groupInfoMaker;
  private byte @Nullable [] groupInfo;

  /**
   * @param groupInfo asked once, when {@link #groupInfo()} is first called
   */
  public CommitBundle(
      long epoch, byte[] commit, Optional<byte[]> welcome, Supplier<byte[]> groupInfo) {
    this.epoch = epoch;
    this.commit = commit;
    this.welcome = welcome;
    this.groupInfoMaker = groupInfo;
  }

  /** The epoch the commit is for (before it). Unsigned. */
  public long epoch() {
    return epoch;
  }

  /** MLSMessage with a PublicMessage. Not a copy: do not change it. */
  public byte[] commit() {
    return commit;
  }

  /** MLSMessage with the Welcome, where members are added. Not a copy: do not change it. */
  public Optional<byte[]> welcome() {
    return welcome;
  }

  /**
   * MLSMessage with the signed GroupInfo of the next epoch, ratchet tree and external_pub included
   * (RFC 9420 §12.4.3). Made when first asked for, which takes time and space in proportion to the
   * group: a delivery service that needs none costs nothing. Where the signatures of the suite and
   * provider are deterministic, as Ed25519 is, a bundle {@linkplain MlsGroup#pendingCommit() loaded
   * again} after a restart makes the same bytes. Not a copy: do not change it.
   */
  public synchronized byte[] groupInfo() {
    byte[] made = groupInfo;
    if (made == null) {
      made = groupInfoMaker.get();
      groupInfo = made;
    }
    return made;
  }
}
