package eu.paravent.client.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Participant;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.keys.Charter;
import eu.paravent.client.internal.keys.GroupRules;
import eu.paravent.client.internal.keys.GroupRules.InviteEntry;
import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.internal.store.StoreOpener;
import eu.paravent.client.notice.CompanyKeeping;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.Extensions;
import eu.paravent.protocol.delivery.GroupCharter;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Rules of groups, and what stores keep of them, as some version wrote them, are read for ever: to
 * the committed vectors one is added, never taken away. The group is the same for servers, which
 * read a part of it.
 */
class StoredRulesTest {
  private static final ConversationId ROOM = new ConversationId("A".repeat(22));
  private static final UserId ALICE = new UserId("mimi://acme.example/u/alice"),
      BEA = new UserId("mimi://beta.example/u/bea"),
      ARCHIVE = new UserId("mimi://acme.example/u/archive");
  private static final Charter CHARTER =
      new Charter(
          List.of(BEA.uri(), ALICE.uri()),
          List.of(ARCHIVE.uri()),
          ConversationClass.COMMERCIAL_LETTER,
          Retention.between(2192, 3652));
  private static final InviteEntry INVITE =
      new InviteEntry(
          "B".repeat(22), new byte[32], 1_800_000_000, 3, GroupRules.APPROVE, ALICE.uri(), true);

  private final Properties vectors = new Properties();
  private final LocalStore store =
      StoreOpener.open(EncryptedStore.inMemory(StoreKey.copyOf(new byte[StoreKey.LENGTH])));

  StoredRulesTest() throws IOException {
    try (InputStream in =
        StoredRulesTest.class.getResourceAsStream(
            "/eu/paravent/client/stability/rules-v1.properties")) {
      vectors.load(in);
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  private byte[] vector(String name) {
    return HexFormat.of().parseHex(vectors.getProperty(name));
  }

  private Extensions context(String name) {
    return AppDataDictionary.empty()
        .with(GroupCharter.COMPONENT, vector(name))
        .in(Extensions.empty());
  }

  private static byte[] component(GroupRules rules) throws Exception {
    return AppDataDictionary.of(rules.in(Extensions.empty()))
        .component(GroupCharter.COMPONENT)
        .orElseThrow();
  }

  @Test
  void rulesOfTheFirstVersion() throws Exception {
    GroupRules rules = GroupRules.of(context("rules.1"));

    assertThat(rules.charter()).isEmpty();
    assertThat(rules.invites()).hasSize(1);
    assertThat(rules.invites().get(0).inviter()).isEqualTo(ALICE.uri());
    assertThat(component(new GroupRules(List.of(INVITE)))).isEqualTo(vector("rules.1"));
    assertThat(GroupCharter.read(vector("rules.1"))).isEmpty();
  }

  @Test
  void rulesOfTheSecondVersionForMembersAndServers() throws Exception {
    GroupRules rules = GroupRules.of(context("rules.2"));

    assertThat(rules.charter()).contains(CHARTER);
    assertThat(rules.invites()).hasSize(1);
    assertThat(component(rules)).isEqualTo(vector("rules.2"));
    assertThat(GroupCharter.read(vector("rules.2")))
        .contains(
            new GroupCharter(List.of("acme.example", "beta.example"), "commercial-letter", 2192));
  }

  /** A server is shown rules by whoever commits them. */
  @Test
  void rulesThatWereCutOrChangedAreReadWithoutHarm() {
    byte[] rules = vector("rules.2");
    for (int length = 0; length < rules.length; length++) {
      assertThat(GroupCharter.read(Arrays.copyOf(rules, length))).isEmpty();
      for (int value = 0; value < 256; value++) {
        byte[] changed = rules.clone();
        changed[length] = (byte) value;
        // whatever comes of it, it is an answer
        GroupCharter.read(changed);
      }
    }
  }

  @Test
  void theStoredCharter() {
    CharterRow row =
        store.write(
            tx -> {
              tx.put("charter", ROOM.value(), vector("row.charter.1"));
              return CharterRow.of(tx, ROOM);
            });

    assertThat(row)
        .isEqualTo(
            new CharterRow(
                List.of(ALICE, BEA),
                List.of(ARCHIVE),
                ConversationClass.COMMERCIAL_LETTER,
                Retention.between(2192, 3652)));
    assertThat(row.role(BEA)).isEqualTo(Participant.Role.OWNER);
    byte[] written =
        store.write(
            tx -> {
              CharterRow.note(tx, ROOM, context("rules.2"));
              return tx.get("charter", ROOM.value()).orElseThrow();
            });
    assertThat(written).isEqualTo(vector("row.charter.1"));
  }

  @Test
  void whatIsKeptOfCompaniesAndRestrictions() {
    CompanyKeeping keeping =
        CompanyKeeping.none().with(ConversationClass.COMMERCIAL_LETTER, Retention.atLeast(3000));
    store.write(
        tx -> {
          tx.put("charter", ROOM.value(), vector("row.charter.1"));
          tx.put("company-minimum", "beta.example", vector("row.company-minimum.1"));
          tx.put("restriction", ROOM + "/x", vector("row.restriction.1"));
          assertThat(CharterRow.kept(tx, ROOM).retention())
              .isEqualTo(Retention.between(3000, 3652));
          assertThat(Minimums.note(tx, "beta.example", keeping)).isFalse();
          assertThat(Minimums.note(tx, "acme.example", keeping)).isTrue();
          assertThat(tx.get("company-minimum", "acme.example"))
              .hasValueSatisfying(
                  row -> assertThat(row).isEqualTo(vector("row.company-minimum.1")));
          assertThat(Restrictions.hidden(tx, ROOM)).containsExactly(BEA);
          assertThat(Restrictions.all(tx, ROOM).get(0).by()).isEqualTo(ALICE);
          return true;
        });
  }

  @Test
  void ofANewerVersionIsRefusedAndNotMisread() {
    byte[] newer = vector("row.charter.1");
    newer[7] = 9;
    store.write(
        tx -> {
          tx.put("charter", ROOM.value(), newer);
          return true;
        });

    assertThatThrownBy(() -> store.read(tx -> CharterRow.of(tx, ROOM)))
        .isInstanceOf(RuntimeException.class);
  }
}
