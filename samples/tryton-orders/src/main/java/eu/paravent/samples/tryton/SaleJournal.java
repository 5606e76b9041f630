package eu.paravent.samples.tryton;

import eu.paravent.archive.Export;
import eu.paravent.archive.Journal;
import eu.paravent.archive.OpeningKey;
import eu.paravent.archive.Selection;
import eu.paravent.archive.Trust;
import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Message;
import eu.paravent.client.UserId;
import eu.paravent.samples.beside.OwnChat;
import eu.paravent.samples.beside.Topic;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipInputStream;

/**
 * The company's archivist, who keeps what is said about sales, and what of its journal belongs to
 * one of them. Its opening key lies beside it, so that a sale can be closed while nobody is there.
 */
final class SaleJournal implements AutoCloseable {
  private final byte[] root;
  private final Path folder, share;
  private final ChatClient archivist;
  private final Journal journal;

  SaleJournal(OwnChat chat, Path folder) throws IOException {
    root = chat.authority().rootCertificate();
    this.folder = Files.createDirectories(folder.resolve("journal"));
    share = folder.resolve("opening.share");
    if (!Files.exists(share)) {
      Files.writeString(share, OpeningKey.forOne(new SecureRandom()).shares().get(0));
    }
    archivist = chat.seat("archive", chat.authority().archivistEnroller("archive"), "Archiv");
    if (!Files.exists(this.folder.resolve("journal.json"))) {
      try (OpeningKey key = key()) {
        Journal.create(
            this.folder, archivist.recordDesk(), OpeningKey.Made.known(key.publicKey(), 1, 1));
      }
    }
    journal = Journal.open(this.folder);
    var unused = archivist.keepRecords(journal);
  }

  UserId archivist() {
    return archivist.self();
  }

  private OpeningKey key() throws IOException {
    return OpeningKey.of(List.of(Files.readString(share)));
  }

  /** The export of all that was said about this, verified; empty until this is recorded too. */
  Optional<byte[]> about(BusinessReference sale, Message last) throws IOException {
    if (archivist.conversations().about(sale).stream()
        .allMatch(heard -> heard.message(last.id()).isEmpty())) {
      return Optional.empty();
    }
    journal.opened("tryton-orders", sale + " closed", archivist.recordDesk());
    try (OpeningKey key = key()) {
      Selection about = Selection.everything().about(sale);
      byte[] zip = Export.verified(folder, key, about, Trust.in(root), archivist.recordDesk());
      // what the archivist has heard is in the journal a moment later
      return holds(zip, Topic.text(last)) ? Optional.of(zip) : Optional.empty();
    }
  }

  private static boolean holds(byte[] zip, String words) throws IOException {
    ZipInputStream files = new ZipInputStream(new ByteArrayInputStream(zip));
    while (files.getNextEntry() != null) {
      if (new String(files.readAllBytes(), StandardCharsets.UTF_8).contains(words)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    archivist.close();
    journal.close();
  }
}
