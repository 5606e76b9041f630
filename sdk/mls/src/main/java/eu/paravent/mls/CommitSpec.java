package eu.paravent.mls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a commit shall contain. Pending proposals received in this epoch are always included where
 * RFC 9420 allows it.
 */
public final class CommitSpec {
  private final List<byte[]> adds;
  private final List<Integer> removes;
  private final List<byte[]> preSharedKeys;
  private final @Nullable Extensions contextExtensions;
  private final List<ProposalSpec> proposals;
  private final boolean path;

  private CommitSpec(Builder b) {
    adds = List.copyOf(b.adds);
    removes = List.copyOf(b.removes);
    preSharedKeys = List.copyOf(b.preSharedKeys);
    contextExtensions = b.contextExtensions;
    proposals = List.copyOf(b.proposals);
    path = b.path;
  }

  /** A commit that only refreshes this client's own keys. */
  public static CommitSpec selfUpdate() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  public List<byte[]> adds() {
    return adds;
  }

  public List<Integer> removes() {
    return removes;
  }

  public List<byte[]> preSharedKeys() {
    return preSharedKeys;
  }

  public Optional<Extensions> contextExtensions() {
    return Optional.ofNullable(contextExtensions);
  }

  /** Those beside the ones named above. */
  public List<ProposalSpec> proposals() {
    return proposals;
  }

  public boolean path() {
    return path;
  }

  public static final class Builder {
    private final List<byte[]> adds = new ArrayList<>();
    private final List<Integer> removes = new ArrayList<>();
    private final List<byte[]> preSharedKeys = new ArrayList<>();
    private @Nullable Extensions contextExtensions;
    private final List<ProposalSpec> proposals = new ArrayList<>();
    private boolean path = true;

    private Builder() {}

    /** Adds the client of this key package (MLSMessage with a KeyPackage). */
    public Builder add(byte[] keyPackageMessage) {
      adds.add(keyPackageMessage.clone());
      return this;
    }

    public Builder remove(int leafIndex) {
      removes.add(leafIndex);
      return this;
    }

    /** Replaces the extensions of the group context. */
    public Builder contextExtensions(Extensions extensions) {
      contextExtensions = extensions;
      return this;
    }

    /**
     * Mixes in an external pre-shared key registered with {@link MlsClient#registerPreSharedKey}.
     */
    public Builder preSharedKey(byte[] id) {
      preSharedKeys.add(id.clone());
      return this;
    }

    /** Any proposal, by value. */
    public Builder propose(ProposalSpec proposal) {
      proposals.add(proposal);
      return this;
    }

    /**
     * Leaves the update path out where RFC 9420 §12.4 allows it: smaller, without post-compromise
     * security.
     */
    public Builder withoutPath() {
      path = false;
      return this;
    }

    public CommitSpec build() {
      return new CommitSpec(this);
    }
  }
}
