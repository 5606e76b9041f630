package eu.paravent.mls;

import java.util.ArrayList;
import java.util.List;

/** What an external commit shall contain beside the joiner itself (RFC 9420 §12.4.3.2). */
public final class ExternalJoinSpec {
  private final List<ProposalSpec> proposals;
  private final List<byte[]> selfRemoves;

  private ExternalJoinSpec(Builder b) {
    proposals = List.copyOf(b.proposals);
    selfRemoves = List.copyOf(b.selfRemoves);
  }

  /** Nothing else. */
  public static ExternalJoinSpec plain() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  public List<ProposalSpec> proposals() {
    return proposals;
  }

  public List<byte[]> selfRemoves() {
    return selfRemoves;
  }

  public static final class Builder {
    private final List<ProposalSpec> proposals = new ArrayList<>();
    private final List<byte[]> selfRemoves = new ArrayList<>();

    private Builder() {}

    /** Mixes in an external pre-shared key. */
    public Builder preSharedKey(byte[] id) {
      return propose(new ProposalSpec.PreSharedKey(id.clone()));
    }

    /**
     * By value. Only what an external commit may hold is accepted in the end: pre-shared keys and
     * application data.
     */
    public Builder propose(ProposalSpec proposal) {
      proposals.add(proposal);
      return this;
    }

    /**
     * Takes up the SelfRemove proposal of a member that wants to leave. A joiner must take up all
     * that wait in the epoch of the group info (draft-ietf-mls-extensions): the delivery service
     * has them.
     *
     * @param message as the member sent it
     */
    public Builder selfRemove(byte[] message) {
      selfRemoves.add(message.clone());
      return this;
    }

    public ExternalJoinSpec build() {
      return new ExternalJoinSpec(this);
    }
  }
}
