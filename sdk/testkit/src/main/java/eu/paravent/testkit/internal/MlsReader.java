package eu.paravent.testkit.internal;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.testkit.internal.TlsCursor.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The public parts of MLS messages that a delivery service has to know (RFC 9420 §6, §12.4.3). */
final class MlsReader {
  private static final int MLS10 = 1, RATCHET_TREE = 2, X509 = 2;

  private MlsReader() {}

  enum Kind {
    APPLICATION,
    PROPOSAL,
    COMMIT
  }

  /**
   * @param senderLeaf -1 where the sender is none of the members
   * @param joining whether the sender comes in by it (RFC 9420 §6, new_member_commit)
   */
  record Head(
      boolean encrypted, Kind kind, byte[] groupId, long epoch, long senderLeaf, boolean joining) {}

  record Leaf(long index, byte[] encryptionKey, List<byte[]> chain) {}

  record Info(byte[] groupId, long epoch, List<Leaf> leaves) {}

  /**
   * @param notAfter seconds since 1970
   */
  record Package(byte[] signatureKey, List<byte[]> chain, long notBefore, long notAfter) {}

  static Head head(byte[] message) {
    return read(
        message,
        ProblemCode.MESSAGE_REFUSED,
        in -> {
          requireVersion(in);
          int format = in.u16();
          byte[] groupId = format == 1 || format == 2 ? in.opaque() : new byte[0];
          if (format == 2) {
            long epoch = in.u64();
            return new Head(true, kind(in.u8()), groupId, epoch, -1, false);
          } else if (format != 1) {
            throw new Malformed("wire format " + format + " does not belong into the log");
          }
          long epoch = in.u64();
          int senderType = in.u8();
          long leaf = senderType == 1 ? in.u32() : -1;
          if (senderType == 2) {
            in.u32();
          }
          in.skip(); // authenticated_data
          return new Head(false, kind(in.u8()), groupId, epoch, leaf, senderType == 4);
        });
  }

  static Info groupInfo(byte[] message, ProblemCode otherwise) {
    return read(
        message,
        otherwise,
        in -> {
          requireVersion(in);
          require(in.u16() == 4, "not a GroupInfo");
          requireVersion(in);
          in.u16(); // cipher_suite
          byte[] groupId = in.opaque();
          long epoch = in.u64();
          in.skip(); // tree_hash
          in.skip(); // confirmed_transcript_hash
          in.skip(); // extensions of the group context
          TlsCursor extensions = in.vector();
          while (extensions.more()) {
            int type = extensions.u16();
            TlsCursor data = extensions.vector();
            if (type == RATCHET_TREE) {
              return new Info(groupId, epoch, leaves(data.vector()));
            }
          }
          throw new Malformed("the ratchet tree is missing");
        });
  }

  static Package keyPackage(byte[] message) {
    return read(
        message,
        ProblemCode.KEY_PACKAGE_REFUSED,
        in -> {
          requireVersion(in);
          require(in.u16() == 5, "not a KeyPackage");
          requireVersion(in);
          in.u16(); // cipher_suite
          in.skip(); // init_key
          in.skip(); // encryption_key
          byte[] signatureKey = in.opaque();
          List<byte[]> chain = credential(in);
          capabilities(in);
          require(in.u8() == 1, "the leaf is not one of a key package");
          return new Package(signatureKey, chain, in.u64(), in.u64());
        });
  }

  static void welcome(byte[] message) {
    read(
        message,
        ProblemCode.COMMIT_REFUSED,
        in -> {
          requireVersion(in);
          require(in.u16() == 3, "not a Welcome");
          return "";
        });
  }

  private static List<Leaf> leaves(TlsCursor tree) {
    List<Leaf> leaves = new ArrayList<>();
    for (long node = 0; tree.more(); node++) {
      if (tree.u8() == 0) {
        continue;
      }
      int type = tree.u8();
      require(type == (node % 2 == 0 ? 1 : 2), "a node of the tree is of the wrong type");
      byte[] encryptionKey = tree.opaque();
      if (type == 2) {
        tree.skip(); // parent_hash
        tree.skip(); // unmerged_leaves
        continue;
      }
      tree.skip(); // signature_key
      List<byte[]> chain = credential(tree);
      capabilities(tree);
      int source = tree.u8();
      if (source == 1) {
        tree.u64();
        tree.u64();
      } else if (source == 3) {
        tree.skip(); // parent_hash
      }
      tree.skip(); // extensions
      tree.skip(); // signature
      leaves.add(new Leaf(node / 2, encryptionKey, chain));
    }
    return List.copyOf(leaves);
  }

  private static List<byte[]> credential(TlsCursor in) {
    require(in.u16() == X509, "the credential is not X.509");
    TlsCursor certificates = in.vector();
    List<byte[]> chain = new ArrayList<>();
    while (certificates.more()) {
      chain.add(certificates.opaque());
    }
    return List.copyOf(chain);
  }

  private static void capabilities(TlsCursor in) {
    for (int i = 0; i < 5; i++) {
      in.skip();
    }
  }

  private static Kind kind(int contentType) {
    return switch (contentType) {
      case 1 -> Kind.APPLICATION;
      case 2 -> Kind.PROPOSAL;
      case 3 -> Kind.COMMIT;
      default -> throw new Malformed("unknown content type " + contentType);
    };
  }

  private static void requireVersion(TlsCursor in) {
    require(in.u16() == MLS10, "not MLS 1.0");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Malformed(otherwise);
    }
  }

  private static <T> T read(byte[] message, ProblemCode otherwise, Function<TlsCursor, T> reader) {
    try {
      return reader.apply(new TlsCursor(message));
    } catch (Malformed e) {
      throw new Refusal(otherwise, "The MLS message cannot be read: " + e.getMessage());
    }
  }
}
