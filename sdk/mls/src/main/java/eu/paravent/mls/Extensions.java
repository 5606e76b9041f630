package eu.paravent.mls;

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
