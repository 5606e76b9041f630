package eu.paravent.client.internal.mimi;

import java.util.List;

/**
 * A body part (draft-ietf-mimi-content, Message Bodies). Arrays are not copied and must not be
 * changed; {@code toString} shows no content.
 */
public sealed interface NestedPart {
  /** Dispositions that are used here; others are carried. */
  int UNSPECIFIED = 0, RENDER = 1, REACTION = 2, ATTACHMENT = 6, PREVIEW = 8;

  int disposition();

  String language();

  /** Whether it is one part, in the message itself, of this content type. */
  default boolean is(String contentType) {
    return this instanceof SinglePart part && part.contentType().equals(contentType);
  }

  /** Nothing: deletes or unlikes. */
  record NullPart(int disposition, String language) implements NestedPart {}

  /** Content in the message itself. */
  record SinglePart(int disposition, String language, String contentType, byte[] content)
      implements NestedPart {
    @Override
    public String toString() {
      return "SinglePart[" + contentType + ", " + content.length + " bytes]";
    }
  }

  /** Content elsewhere, and how to get and open it. */
  record ExternalPart(
      int disposition,
      String language,
      String contentType,
      String url,
      long expires,
      long size,
      int encAlg,
      byte[] key,
      byte[] nonce,
      byte[] aad,
      int hashAlg,
      byte[] contentHash,
      String description,
      String filename)
      implements NestedPart {
    /** The same, lying there. */
    public ExternalPart at(String address) {
      return new ExternalPart(
          disposition,
          language,
          contentType,
          address,
          expires,
          size,
          encAlg,
          key,
          nonce,
          aad,
          hashAlg,
          contentHash,
          description,
          filename);
    }

    @Override
    public String toString() {
      return "ExternalPart[" + contentType + ", " + size + " bytes]";
    }
  }

  /** How the parts of several belong together. */
  int CHOOSE_ONE = 0, SINGLE_UNIT = 1, PROCESS_ALL = 2;

  /** Several parts; semantics as above. */
  record MultiPart(int disposition, String language, int partSemantics, List<NestedPart> parts)
      implements NestedPart {}
}
