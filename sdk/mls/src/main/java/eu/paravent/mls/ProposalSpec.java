package eu.paravent.mls;

/**
 * A proposal to be made (RFC 9420 §12.1). Those that need nothing of the proposer's own leaf: they
 * can be sent for a later commit, put into one's own commit and, all of them, made by an {@link
 * ExternalProposer}.
 */
public sealed interface ProposalSpec {
  /**
   * RFC 9420 §12.1.1.
   *
   * @param keyPackageMessage MLSMessage with a KeyPackage; not copied
   */
  record Add(byte[] keyPackageMessage) implements ProposalSpec {}

  /** RFC 9420 §12.1.3. */
  record Remove(int leafIndex) implements ProposalSpec {}

  /**
   * RFC 9420 §12.1.4, of an external key.
   *
   * @param id under which the members registered it: {@link MlsClient#registerPreSharedKey}
   */
  record PreSharedKey(byte[] id) implements ProposalSpec {}

  /**
   * RFC 9420 §12.1.4, the resumption key of an epoch of a group, for the application's purposes
   * (§8.6): who does not have that epoch cannot follow the commit.
   *
   * @param groupId this group or another one
   * @param epoch the present one or one of the three before it: no others are kept
   */
  record ResumptionKey(byte[] groupId, long epoch) implements ProposalSpec {}

  /**
   * RFC 9420 §12.1.5: ends the group, for a successor with the same members and these parameters.
   * It stands alone in its commit. The successor is made by {@link MlsClient#createSuccessor}.
   *
   * @param version 1 for RFC 9420
   * @param cipherSuite as registered
   */
  record ReInit(byte[] groupId, int version, int cipherSuite, Extensions extensions)
      implements ProposalSpec {
    public ReInit(byte[] groupId, CipherSuite suite, Extensions extensions) {
      this(groupId, 1, suite.value(), extensions);
    }
  }

  /** RFC 9420 §12.1.7: these extensions replace all of the group context's. */
  record ContextExtensions(Extensions extensions) implements ProposalSpec {}

  /**
   * Updates a component's data in the group context (draft-ietf-mls-extensions, AppDataUpdate).
   *
   * @param component 0 to 65535
   * @param update what the component's {@link AppComponent} makes new data of
   */
  record AppDataUpdate(int component, byte[] update) implements ProposalSpec {}

  /** Removes a component's data from the group context. */
  record AppDataRemoval(int component) implements ProposalSpec {}

  /** Data that all see with the commit (draft-ietf-mls-extensions, AppEphemeral). */
  record AppEphemeral(int component, byte[] data) implements ProposalSpec {}
}
