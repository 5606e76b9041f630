package eu.paravent.client;

/**
 * What a conversation is about in the host's own terms. Known to the people in it, never to the
 * server.
 *
 * @param type for instance {@code sales-order}; at most 100 characters
 * @param key for instance {@code SO-4711}; at most 200 characters
 */
public record BusinessReference(String type, String key) {
  public BusinessReference {
    if (type.isBlank() || type.length() > 100 || type.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "The type of a business reference has 1 to 100 characters and no slash");
    }
    if (key.isBlank() || key.length() > 200) {
      throw new IllegalArgumentException("The key of a business reference has 1 to 200 characters");
    }
  }

  /** As the constructor. */
  public static BusinessReference of(String type, String key) {
    return new BusinessReference(type, key);
  }

  /** {@code sales-order/SO-4711} */
  @Override
  public String toString() {
    return type + "/" + key;
  }
}
