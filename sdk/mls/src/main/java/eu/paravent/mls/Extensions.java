package eu.paravent.mls;

import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.tree.ExternalSendersCodec;
import eu.paravent.mls.internal.tree.RequiredCapabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An ordered list of extensions (RFC 9420 §13), each type at most once. Immutable; unknown types
 * are carried byte-exact.
 */
public final class Extensions {
  /** RFC 9420 §17.3. */
  public static final int APPLICATION_ID = 1,
      RATCHET_TREE = 2,
      REQUIRED_CAPABILITIES = 3,
      EXTERNAL_PUB = 4,
      EXTERNAL_SENDERS = 5;

  /** draft-ietf-mls-extensions, value as suggested there: see {@link AppDataDictionary}. */
  public static final int APP_DATA_DICTIONARY = 6;

  private static final Extensions EMPTY = new Extensions(List.of());

  private final List<Extension> list;

  private Extensions(List<Extension> list) {
    this.list = list;
  }

  public static Extensions empty() {
    return EMPTY;
  }

  /**
   * @throws IllegalArgumentException if a type stands twice
   */
  public static Extensions of(List<Extension> extensions) {
    if (extensions.stream().mapToInt(Extension::type).distinct().count() != extensions.size()) {
      throw new IllegalArgumentException("An extension type stands twice");
    }
    return new Extensions(List.copyOf(extensions));
  }

  /** These extensions with this one added, or replaced in its place. */
  public Extensions with(int type, byte[] data) {
    List<Extension> next = new ArrayList<>(list);
    Extension added = new Extension(type, data.clone());
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).type() == type) {
        next.set(i, added);
        return new Extensions(List.copyOf(next));
      }
    }
    next.add(added);
    return new Extensions(List.copyOf(next));
  }

  /** These extensions without that type. */
  public Extensions without(int type) {
    return new Extensions(list.stream().filter(e -> e.type() != type).toList());
  }

  /** With an external_senders extension (RFC 9420 §12.1.8.1); their order is their index. */
  public Extensions withExternalSenders(List<ExternalSender> senders) {
    return with(EXTERNAL_SENDERS, ExternalSendersCodec.encode(senders));
  }

  /**
   * The external senders, none where there is no such extension.
   *
   * @throws MlsException MALFORMED
   */
  public List<ExternalSender> externalSenders() throws MlsException {
    Optional<byte[]> data = find(EXTERNAL_SENDERS);
    return data.isEmpty() ? List.of() : ExternalSendersCodec.decode(data.get());
  }

  /**
   * With a required_capabilities extension (RFC 9420 §11.1): who does not list all of it is no
   * member. Default types need not be named.
   */
  public Extensions withRequiredCapabilities(
      List<Integer> extensions, List<Integer> proposals, List<Integer> credentials) {
    return with(
        REQUIRED_CAPABILITIES,
        TlsWriter.encode(new RequiredCapabilities(extensions, proposals, credentials)::write));
  }

  /** A copy of the data of this type. */
  public Optional<byte[]> find(int type) {
    return list.stream().filter(e -> e.type() == type).findFirst().map(e -> e.data().clone());
  }

  public List<Extension> list() {
    return list;
  }

  /**
   * @param type 0 to 65535
   * @param data not copied: do not change it
   */
  public record Extension(int type, byte[] data) {}
}
