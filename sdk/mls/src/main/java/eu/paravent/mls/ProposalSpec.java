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
