package eu.paravent.mls.internal.schedule;

import static eu.paravent.mls.testing.Vectors.hex;
import static eu.paravent.mls.testing.Vectors.secret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.SecretTree.Kind;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.testing.Vectors;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SecretTreeTest {
  private static final byte[] NO_GUARD = new byte[4];

  private SuiteCrypto crypto = Vectors.crypto();
  private final Map<String, byte[]> records = new TreeMap<>();

  @TestFactory
  Stream<DynamicTest> secretTree() {
    return Vectors.all(
        "secret-tree.json",
        c -> {
          crypto = Vectors.crypto(c);
          verify(c);
        });
  }

  private void verify(JsonObject c) throws Exception {
    JsonArray leaves = c.getArray("leaves");
    SecretTree tree = tree(leaves.size(), secret(c, "encryption_secret"));
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      JsonArray generations = leaves.getArray(leaf);
      for (int i = 0; i < generations.size(); i++) {
        JsonObject expected = generations.getObject(i);
        long generation = expected.getLong("generation");
        MessageKey handshake = take(tree, leaf, Kind.HANDSHAKE, generation);
        assertThat(handshake.key()).isEqualTo(secret(expected, "handshake_key"));
        assertThat(handshake.nonce(NO_GUARD)).isEqualTo(hex(expected, "handshake_nonce"));
        MessageKey application = take(tree, leaf, Kind.APPLICATION, generation);
        assertThat(application.key()).isEqualTo(secret(expected, "application_key"));
        assertThat(application.nonce(NO_GUARD)).isEqualTo(hex(expected, "application_nonce"));
      }
    }
    assertThat(records.keySet()).noneMatch(name -> name.startsWith("n/"));
  }

  @Tag("checklist-27")
  @Test
  void aKeyThatIsNotUsedChangesNothing() throws MlsException {
    SecretTree tree = tree(8);
    Map<String, byte[]> before = new HashMap<>(records);

    tree.at(3, Kind.APPLICATION, 40);

    assertThat(records).isEqualTo(before);
  }

  @Test
  void outOfOrderKeysAreTheOnesOfTheOrder() throws MlsException {
    SecretTree inOrder = tree(4);
    SecretBytes[] keys = new SecretBytes[10];
    for (int i = 0; i < 10; i++) {
      keys[i] = take(inOrder, 2, Kind.APPLICATION, i).key();
    }

    SecretTree other = tree(4);
    for (int generation : new int[] {7, 2, 9, 0, 5, 1, 3, 8, 6, 4}) {
      assertThat(take(other, 2, Kind.APPLICATION, generation).key()).isEqualTo(keys[generation]);
    }
    assertThat(records.keySet()).noneMatch(name -> name.startsWith("a/2/"));
  }

  @Tag("checklist-27")
  @Test
  @Shows({Demand.AEAD_SIZES, Demand.KEYS_ENCRYPT_ONCE, Demand.AEAD_BOUNDS})
  void aKeyIsGivenOnce() throws MlsException {
    SecretTree tree = tree(4);
    take(tree, 1, Kind.APPLICATION, 3);
    take(tree, 1, Kind.APPLICATION, 1);

    refused(Reason.REPLAYED, () -> tree.at(1, Kind.APPLICATION, 3));
    refused(Reason.REPLAYED, () -> tree.at(1, Kind.APPLICATION, 1));
    assertThat(tree.at(1, Kind.APPLICATION, 0).generation()).isZero();
    assertThat(tree.at(1, Kind.HANDSHAKE, 0).generation()).isZero();
  }

  @Tag("checklist-27")
  @Test
  void theStepForwardIsBounded() throws MlsException {
    SecretTree tree = tree(4);
    take(tree, 1, Kind.APPLICATION, 5);

    refused(
        Reason.TOO_FAR_AHEAD, () -> tree.at(1, Kind.APPLICATION, 6 + SecretTree.MAX_FORWARD + 1));
    refused(Reason.TOO_FAR_AHEAD, () -> tree.at(1, Kind.APPLICATION, 0xffffffffL));
    assertThat(tree.at(1, Kind.APPLICATION, 6 + SecretTree.MAX_FORWARD).generation())
        .isEqualTo(6 + SecretTree.MAX_FORWARD);
  }

  @Tag("checklist-27")
  @Test
  void skippedKeysAreBoundedAndTheOldestGoFirst() throws MlsException {
    SecretTree tree = tree(2);

    take(tree, 0, Kind.APPLICATION, 200);
    take(tree, 0, Kind.APPLICATION, 500);

    assertThat(records.keySet().stream().filter(n -> n.startsWith("a/0/")))
        .hasSize(SecretTree.MAX_SKIPPED);
    refused(Reason.REPLAYED, () -> tree.at(0, Kind.APPLICATION, 10));
    refused(Reason.REPLAYED, () -> tree.at(0, Kind.APPLICATION, 243));
    take(tree, 0, Kind.APPLICATION, 244);
    take(tree, 0, Kind.APPLICATION, 499);
  }

  @Test
  @Shows(Demand.SECRETS_OF_A_RATCHET_ARE_DELETED)
  void aMessageInOrderWritesOneSmallRecord() throws MlsException {
    SecretTree tree = tree(1024);
    take(tree, 700, Kind.APPLICATION, 0);

    MessageKey second = tree.at(700, Kind.APPLICATION, 1);

    assertThat(second.changes()).hasSize(1);
    assertThat(second.changes().values().iterator().next().length).isLessThan(64);
  }

  @Test
  void aRatchetHeadStaysSmallHoweverMessagesArrive() throws MlsException {
    SecretTree tree = tree(2);

    for (int generation = 400; generation > 0; generation -= 2) {
      if (generation == 400 || records.containsKey("a/0/" + generation)) {
        take(tree, 0, Kind.APPLICATION, generation);
      }
    }

    assertThat(records.get("a/0").length).isLessThanOrEqualTo(196);
  }

  private SecretTree tree(int leaves) {
    return tree(leaves, SecretBytes.wrap(new byte[32]));
  }

  private SecretTree tree(int leaves, SecretBytes encryptionSecret) {
    records.clear();
    records.putAll(SecretTree.start(leaves, encryptionSecret));
    return new SecretTree(crypto, leaves, records::get);
  }

  private MessageKey take(SecretTree tree, int leaf, Kind kind, long generation)
      throws MlsException {
    MessageKey key = tree.at(leaf, kind, generation);
    key.changes()
        .forEach(
            (name, value) -> {
              if (value == null) {
                records.remove(name);
              } else {
                records.put(name, value);
              }
            });
    return key;
  }

  private static void refused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(MlsException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
