package eu.paravent.mls.internal.group;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.GroupPolicy.Change;
import eu.paravent.mls.GroupPolicy.PolicyViolation;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.AuthenticationService.CredentialException;
import eu.paravent.mls.credential.AuthenticationService.Occasion;
import eu.paravent.mls.credential.AuthenticationService.Presented;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.tree.LeafNode;

/** The primitives and the application's say, as every check of a group needs them. */
public record GroupRules(
    SuiteCrypto crypto, AuthenticationService authentication, GroupPolicy policy) {
  /**
   * @param context the extensions of the epoch before the change that brings the leaf
   */
  void authenticate(LeafNode leaf, byte[] groupId, Extensions context, Occasion occasion)
      throws MlsException {
    authenticate(leaf.credential(), leaf.signatureKey(), groupId, context, occasion);
  }

  void authenticate(
      Credential credential,
      byte[] signatureKey,
      byte[] groupId,
      Extensions context,
      Occasion occasion)
      throws MlsException {
    try {
      authentication.validate(new Presented(credential, signatureKey, groupId, context, occasion));
    } catch (CredentialException e) {
      throw new MlsException(
          Reason.CREDENTIAL_REJECTED, "A credential was refused: " + e.getMessage(), e);
    }
  }

  void sameClient(Credential before, Credential after) throws MlsException {
    if (!authentication.sameClient(before, after)) {
      throw new MlsException(Reason.CREDENTIAL_REJECTED, "A leaf may not pass to another client");
    }
  }

  void allow(Change change) throws MlsException {
    try {
      policy.check(change);
    } catch (PolicyViolation e) {
      throw new MlsException(
          Reason.POLICY_VIOLATION, "The group's policy refuses it: " + e.getMessage(), e);
    }
  }
}
