package eu.paravent.mls.internal.framing;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.internal.codec.ExtensionsCodec;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.LeafNode;
import java.util.Optional;

/** Proposal (RFC 9420 §12.1). */
public sealed interface Proposal {
  /** RFC 9420 §17.4. */
  int ADD = 1,
      UPDATE = 2,
      REMOVE = 3,
      PRE_SHARED_KEY = 4,
      RE_INIT = 5,
      EXTERNAL_INIT = 6,
      GROUP_CONTEXT_EXTENSIONS = 7;

  /** draft-ietf-mls-extensions, values as suggested there. */
  int APP_DATA_UPDATE = 8, APP_EPHEMERAL = 9, SELF_REMOVE = 10;

  int type();

  /** The body, without the type. */
  void writeBody(TlsWriter out);

  /** RFC 9420 §12.4 and §17.4, column “Path Required”. */
  default boolean needsPath() {
    return switch (type()) {
      case ADD, PRE_SHARED_KEY, RE_INIT, APP_DATA_UPDATE, APP_EPHEMERAL -> false;
      default -> true;
    };
  }

  default void write(TlsWriter out) {
    out.u16(type());
    writeBody(out);
  }

  /** RFC 9420 §12.1.1. */
  record Add(KeyPackage keyPackage) implements Proposal {
    @Override
    public int type() {
      return ADD;
    }

    @Override
    public void writeBody(TlsWriter out) {
      keyPackage.write(out);
    }
  }

  /** RFC 9420 §12.1.2. */
  record Update(LeafNode leafNode) implements Proposal {
    @Override
    public int type() {
      return UPDATE;
    }

    @Override
    public void writeBody(TlsWriter out) {
      leafNode.write(out);
    }
  }

  /**
   * RFC 9420 §12.1.3.
   *
   * @param removed a leaf index as on the wire: 0 to 2^32 - 1
   */
  record Remove(long removed) implements Proposal {
    @Override
    public int type() {
      return REMOVE;
    }

    @Override
    public void writeBody(TlsWriter out) {
      out.u32(removed);
    }
  }

  /** RFC 9420 §12.1.4. */
  record PreSharedKey(PreSharedKeyId id) implements Proposal {
    @Override
    public int type() {
      return PRE_SHARED_KEY;
    }

    @Override
    public void writeBody(TlsWriter out) {
      id.write(out);
    }
  }

  /** RFC 9420 §12.1.5. */
  record ReInit(byte[] groupId, int version, int cipherSuite, Extensions extensions)
      implements Proposal {
    @Override
    public int type() {
      return RE_INIT;
    }

    @Override
    public void writeBody(TlsWriter out) {
      out.opaque(groupId).u16(version).u16(cipherSuite);
      ExtensionsCodec.write(extensions, out);
    }

    public static ReInit readBody(TlsReader in) throws MalformedException {
      return new ReInit(in.opaque(), in.u16(), in.u16(), ExtensionsCodec.read(in));
    }

    /** As the facade tells of it. */
    public ProposalSpec.ReInit told() {
      return new ProposalSpec.ReInit(groupId, version, cipherSuite, extensions);
    }
  }

  /** RFC 9420 §12.1.6. */
  record ExternalInit(byte[] kemOutput) implements Proposal {
    @Override
    public int type() {
      return EXTERNAL_INIT;
    }

    @Override
    public void writeBody(TlsWriter out) {
      out.opaque(kemOutput);
    }
  }

  /** RFC 9420 §12.1.7. */
  record GroupContextExtensions(Extensions extensions) implements Proposal {
    @Override
    public int type() {
      return GROUP_CONTEXT_EXTENSIONS;
    }

    @Override
    public void writeBody(TlsWriter out) {
      ExtensionsCodec.write(extensions, out);
    }
  }

  /**
   * The component's data in the application data dictionary is updated, or removed where there is
   * no update (draft-ietf-mls-extensions, “Updating Application Data in the GroupContext”).
   */
  record AppDataUpdate(int component, Optional<byte[]> update) implements Proposal {
    private static final int UPDATE_OPERATION = 1, REMOVE_OPERATION = 2;

    @Override
    public int type() {
      return APP_DATA_UPDATE;
    }

    @Override
    public void writeBody(TlsWriter out) {
      out.u16(component);
      if (update.isPresent()) {
        out.u8(UPDATE_OPERATION).opaque(update.get());
      } else {
        out.u8(REMOVE_OPERATION);
      }
    }

    static AppDataUpdate read(TlsReader in) throws MalformedException {
      int component = in.u16();
      int operation = in.u8();
      return switch (operation) {
        case UPDATE_OPERATION -> new AppDataUpdate(component, Optional.of(in.opaque()));
        case REMOVE_OPERATION -> new AppDataUpdate(component, Optional.empty());
        default -> throw new MalformedException("unknown application data operation " + operation);
      };
    }
  }

  /** draft-ietf-mls-extensions, “Attaching Application Data to a Commit”. */
  record AppEphemeral(int component, byte[] data) implements Proposal {
    @Override
    public int type() {
      return APP_EPHEMERAL;
    }

    @Override
    public void writeBody(TlsWriter out) {
      out.u16(component).opaque(data);
    }
  }

  /** draft-ietf-mls-extensions, “SelfRemove Proposal”: the leaf is that of its sender. */
  record SelfRemove() implements Proposal {
    @Override
    public int type() {
      return SELF_REMOVE;
    }

    @Override
    public void writeBody(TlsWriter out) {}
  }

  static Proposal read(TlsReader in) throws MalformedException {
    return readBody(in.u16(), in);
  }

  /** An unknown type has no length of its own: what holds it cannot be read. */
  static Proposal readBody(int type, TlsReader in) throws MalformedException {
    return switch (type) {
      case ADD -> new Add(KeyPackage.read(in));
      case UPDATE -> new Update(LeafNode.read(in));
      case REMOVE -> new Remove(in.u32());
      case PRE_SHARED_KEY -> new PreSharedKey(PreSharedKeyId.read(in));
      case RE_INIT -> ReInit.readBody(in);
      case EXTERNAL_INIT -> new ExternalInit(in.opaque());
      case GROUP_CONTEXT_EXTENSIONS -> new GroupContextExtensions(ExtensionsCodec.read(in));
      case APP_DATA_UPDATE -> AppDataUpdate.read(in);
      case APP_EPHEMERAL -> new AppEphemeral(in.u16(), in.opaque());
      case SELF_REMOVE -> new SelfRemove();
      default -> throw MalformedException.unsupported("proposal type " + type);
    };
  }
}
