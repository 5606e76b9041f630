package eu.paravent.mls.internal.group;

import eu.paravent.mls.AppComponent;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.ExternalSender;
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
import java.time.Duration;
import java.util.Map;

/**
 * The primitives and the application's say, as every check of a group needs them.
 *
 * @param components by component id
 * @param maximumLifetime of a leaf that this client adds (RFC 9420 §7.2)
 */
public record GroupRules(
    SuiteCrypto crypto,
    AuthenticationService authentication,
    GroupPolicy policy,
    Map<Integer, AppComponent> components,
    Duration maximumLifetime) {
  /** No maximum: longer than lifetimes are in practice. */
  public static final Duration ANY_LIFETIME = Duration.ofSeconds(Long.MAX_VALUE);

  public GroupRules(SuiteCrypto crypto, AuthenticationService authentication, GroupPolicy policy) {
    this(crypto, authentication, policy, Map.of());
  }

  public GroupRules(
      SuiteCrypto crypto,
      AuthenticationService authentication,
      GroupPolicy policy,
      Map<Integer, AppComponent> components) {
    this(crypto, authentication, policy, components, ANY_LIFETIME);
  }

  /** RFC 9420 §5.3.1: asked when external senders are added to the group context, or changed. */
  void authenticateExternalSenders(byte[] groupId, Extensions context) throws MlsException {
    for (ExternalSender sender : context.externalSenders()) {
      authenticate(
          sender.credential(), sender.signatureKey(), groupId, context, Occasion.EXTERNAL_SENDER);
    }
  }

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
