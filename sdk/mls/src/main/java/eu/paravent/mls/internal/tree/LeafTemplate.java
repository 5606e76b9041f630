package eu.paravent.mls.internal.tree;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.internal.codec.TlsReader;
import java.util.Optional;

/**
 * What a client puts into every leaf of its own.
 *
 * @param capabilities as listed, GREASE values included
 * @param supported without them (RFC 9420 §13.5)
 */
public record LeafTemplate(
    Credential credential,
    Capabilities capabilities,
    Extensions extensions,
    Capabilities supported) {
  public LeafTemplate(Credential credential, Capabilities capabilities, Extensions extensions) {
    this(credential, capabilities, extensions, capabilities);
  }

  /** Whether values without a meaning are sent along (RFC 9420 §13.5). */
  public boolean greased() {
    return !capabilities.equals(supported);
  }

  /** RFC 9420 §13.4: a client supports every extension of the context, or is no member. */
  public void requireSupport(Extensions context) throws MlsException {
    for (Extensions.Extension extension : context.list()) {
      if (!supported.supportsExtension(extension.type())) {
        throw new MlsException(
            Reason.RULE_VIOLATION,
            "The group uses context extension type "
                + extension.type()
                + ", which this client does not support");
      }
    }
    Optional<byte[]> required = context.find(Extensions.REQUIRED_CAPABILITIES);
    if (required.isPresent()
        && !TlsReader.parseOrRefuse(
                required.get(), "The required_capabilities", RequiredCapabilities::read)
            .metBy(supported)) {
      throw new MlsException(
          Reason.RULE_VIOLATION, "The group requires capabilities that this client does not have");
    }
  }
}
