package eu.paravent.mls.internal.framing;

import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;

/** The three things a message can carry (RFC 9420 §6). */
public sealed interface Content {
  ContentType type();

  /** Without the content type. */
  void write(TlsWriter out);

  record ApplicationData(byte[] data) implements Content {
    @Override
    public ContentType type() {
      return ContentType.APPLICATION;
    }

    @Override
    public void write(TlsWriter out) {
      out.opaque(data);
    }
  }

  record ProposalContent(Proposal proposal) implements Content {
    @Override
    public ContentType type() {
      return ContentType.PROPOSAL;
    }

    @Override
    public void write(TlsWriter out) {
      proposal.write(out);
    }
  }

  record CommitContent(Commit commit) implements Content {
    @Override
    public ContentType type() {
      return ContentType.COMMIT;
    }

    @Override
    public void write(TlsWriter out) {
      commit.write(out);
    }
  }

  static Content read(ContentType type, TlsReader in) throws MalformedException {
    return switch (type) {
      case APPLICATION -> new ApplicationData(in.opaque());
      case PROPOSAL -> new ProposalContent(Proposal.read(in));
      case COMMIT -> new CommitContent(Commit.read(in));
    };
  }
}
