package eu.paravent.client.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.mimi.CardParts;
import eu.paravent.client.internal.mimi.Contents;
import eu.paravent.client.internal.mimi.MimiCodec;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.internal.mimi.NestedPart.NullPart;
import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.internal.store.StoreOpener;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.message.BusinessCard;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchIndexTest {
  private static final ConversationId ROOM = new ConversationId("A".repeat(22));
  private static final UserId ALICE = new UserId("mimi://acme.example/u/alice");
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @TempDir Path folder;
  private final SecureRandom random = new SecureRandom();
  private final Amendments amendments = new Amendments(new Events(() -> {}));
  private LocalStore store;
  private Database database;

  @BeforeEach
  void open() {
    store = StoreOpener.open(EncryptedStore.at(folder, StoreKey.copyOf(new byte[StoreKey.LENGTH])));
    database =
        new Database(
            store,
            new MlsState(
                (storage, suite) -> {
                  throw new IllegalStateException("No keys are needed here");
                }));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void findsWordsInAnyCaseWithAndWithoutAccentsAndWithinOthers() {
    said(Contents.text("Der **Lieferschein** für Müller ist da"));
    said(Contents.text("STRASSE 12, Lieferung morgen"));
    said(CardParts.of(BusinessCard.of(BusinessCard.Kind.ORDER, "Auftrag").with("Kunde", "Müller")));

    assertThat(find("lieferschein")).containsExactly(1L);
    assertThat(find("schein MULLER")).containsExactly(1L);
    assertThat(find("Mu\u0308ller")).containsExactly(3L, 1L);
    assertThat(find("straße")).containsExactly(2L);
    assertThat(find("lieferung müller")).isEmpty();
    assertThat(find(" *** ")).isEmpty();
  }

  @Test
  void whatIsDeletedOrEditedOrExpiredLeavesTheIndexAtOnce() {
    byte[] deleted = said(Contents.text("alpha one"));
    byte[] edited = said(Contents.text("alpha two"));
    said(Contents.text("alpha three"));
    assertThat(find("alpha")).containsExactly(3L, 2L, 1L);

    amend(content(new NullPart(NestedPart.RENDER, "")).replacing(deleted));
    amend(content(Contents.text("beta two")).replacing(edited));
    store.write(
        tx -> {
          Messages.expire(tx, ROOM, 3);
          Traces.removeAll(tx, ROOM, 3);
          return true;
        });

    assertThat(kept()).doesNotContain("alpha", "one", "three").contains("beta");
    assertThat(find("alpha")).isEmpty();
    assertThat(find("beta")).containsExactly(2L);
  }

  @Test
  void findsInLongConversationsTheNewestFirstAndNoMoreThanWanted() {
    store.write(
        tx -> {
          for (int i = 1; i <= 300; i++) {
            add(tx, content(Contents.text(i % 100 == 0 ? "needle " + i : "hay " + i)));
          }
          return true;
        });

    assertThat(find("needle")).containsExactly(300L, 200L, 100L);
    said(Contents.text("needle again"));
    assertThat(find("needle")).startsWith(301L, 300L);
    List<Message> two = store.read(tx -> SearchIndex.find(tx, ROOM, Words.list("needle"), 2, NOW));
    assertThat(two).hasSize(2);
  }

  @Test
  void nothingOnTheDiskCanBeRead() throws Exception {
    said(Contents.text("Zwetschgenkuchen for the warehouse"));
    assertThat(find("zwetschgenkuchen")).hasSize(1);
    assertThat(kept()).contains("zwetschgenkuchen");
    store.close();

    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertThat(all).isNotEmpty();
      for (Path file : all) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes.toLowerCase(java.util.Locale.ROOT))
            .doesNotContain("zwetschgen", "z\0w\0e\0t", "warehouse", "search");
      }
    }
    open();
    assertThat(find("zwetschgenkuchen")).hasSize(1);
  }

  private String kept() {
    Map<String, byte[]> all = store.read(tx -> tx.scan("search", ""));
    StringBuilder found = new StringBuilder();
    all.values().forEach(v -> found.append(new String(v, StandardCharsets.UTF_8)));
    return found.toString();
  }

  private List<Long> find(String words) {
    SearchIndex.refresh(database, ROOM);
    return store.read(tx -> SearchIndex.find(tx, ROOM, Words.list(words), 100, NOW)).stream()
        .map(Message::position)
        .toList();
  }

  private MimiContent content(NestedPart body) {
    return MimiContent.of(body, random);
  }

  private byte[] said(NestedPart body) {
    return store.write(tx -> add(tx, content(body)));
  }

  private static byte[] add(StoreTransaction tx, MimiContent content) {
    byte[] encoded = MimiCodec.encode(content);
    byte[] reference = References.of(ALICE, ROOM, encoded, content.salt());
    Messages.add(
        tx,
        ROOM,
        Messages.id(ALICE, ROOM, content.salt()),
        ALICE,
        encoded,
        NOW,
        Message.State.RECEIVED,
        true,
        Optional.of(reference));
    return reference;
  }

  private void amend(MimiContent content) {
    byte[] encoded = MimiCodec.encode(content);
    store.write(
        tx -> {
          amendments.apply(new Tx(tx), ROOM, ALICE, content, encoded, NOW);
          return true;
        });
  }
}
