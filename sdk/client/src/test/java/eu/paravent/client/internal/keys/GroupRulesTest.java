package eu.paravent.client.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.keys.GroupRules.InviteEntry;
import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.Extensions;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupRulesTest {
  private static final String ID = "AAAAAAAAAAAAAAAAAAAAAA", ALICE = "mimi://acme.example/u/alice";

  private static InviteEntry entry(String id, byte[] publicKey, int uses, String inviter) {
    return new InviteEntry(id, publicKey, 2_000_000_000L, uses, "open", inviter, true);
  }

  @Test
  void rulesComeBackAndOtherExtensionsAndComponentsStay() throws Exception {
    Extensions other =
        Extensions.empty()
            .with(AppDataDictionary.EXTENSION, HexFormat.of().parseHex("06000102cafe00"))
            .with(0xF001, new byte[] {1});
    assertThatThrownBy(() -> GroupRules.of(other)).isInstanceOf(CborException.class);
    Extensions context =
        Extensions.empty()
            .with(AppDataDictionary.EXTENSION, HexFormat.of().parseHex("05000102cafe"))
            .with(0xF001, new byte[] {1});

    Extensions with = GroupRules.none().with(entry(ID, new byte[32], 2, ALICE)).in(context);

    InviteEntry back = GroupRules.of(with).invite(ID).orElseThrow();
    assertThat(back.publicKey()).isEqualTo(new byte[32]);
    assertThat(back.expiresAt()).isEqualTo(2_000_000_000L);
    assertThat(back.maxUses()).isEqualTo(2);
    assertThat(back.organisation()).isEqualTo("acme.example");
    assertThat(back.open()).isTrue();
    assertThat(with.find(0xF001)).hasValue(new byte[] {1});
    assertThat(HexFormat.of().formatHex(with.find(AppDataDictionary.EXTENSION).orElseThrow()))
        .contains("000102cafe");
    assertThat(GroupRules.of(context).invites()).isEmpty();
  }

  @Test
  void theFormatStays() throws Exception {
    byte[] dictionary =
        GroupRules.none()
            .with(entry(ID, new byte[32], 2, ALICE))
            .in(Extensions.empty())
            .find(AppDataDictionary.EXTENSION)
            .orElseThrow();

    assertThat(HexFormat.of().formatHex(dictionary))
        .isEqualTo(
            "406af0a1406682018187"
                + "76"
                + "41".repeat(22)
                + "5820"
                + "00".repeat(32)
                + "1a7735940002646f70656e"
                + "781b"
                + HexFormat.of()
                    .formatHex(ALICE.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                + "f5");
  }

  @Test
  void entriesThatCannotBeOnesAreRefused() throws Exception {
    for (InviteEntry bad :
        new InviteEntry[] {
          entry("short", new byte[32], 1, ALICE),
          entry(ID, new byte[31], 1, ALICE),
          entry(ID, new byte[32], 0, ALICE),
          entry(ID, new byte[32], 101, ALICE),
          entry(ID, new byte[32], 1, "alice"),
          entry(ID, new byte[32], 1, "mimi://acme.example/g/" + ID + "/carol")
        }) {
      Extensions context = GroupRules.none().with(bad).in(Extensions.empty());
      assertThatThrownBy(() -> GroupRules.of(context)).isInstanceOf(CborException.class);
    }
    GroupRules twice =
        new GroupRules(
            java.util.List.of(
                entry(ID, new byte[32], 1, ALICE), entry(ID, new byte[32], 1, ALICE)));
    Extensions context = twice.in(Extensions.empty());
    assertThatThrownBy(() -> GroupRules.of(context)).isInstanceOf(CborException.class);
  }

  @Test
  void loweringTheLastUseCloses() {
    InviteEntry two = entry(ID, new byte[32], 2, ALICE);

    assertThat(two.lowered().maxUses()).isEqualTo(1);
    assertThat(two.lowered().open()).isTrue();
    assertThat(two.lowered().lowered().open()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // no length
        "05", // shorter than it says
        "0400010100ff", // longer than it says
        "400400010100", // a length in more bytes than needed
        "c000000000000000", // an eight-byte length
        "08f0a10100f0a10100", // a component twice
        "0800020100000101ff", // not in order
        "03000140", // a component's length cut off
        "04000105aa" // a component longer than the dictionary
      })
  void aDictionaryThatIsNotOneIsRefused(String hex) {
    Extensions context =
        Extensions.empty().with(AppDataDictionary.EXTENSION, HexFormat.of().parseHex(hex));

    assertThatThrownBy(() -> GroupRules.of(context)).isInstanceOf(CborException.class);
  }

  @Test
  void noCutOffDictionaryIsTaken() throws Exception {
    byte[] whole =
        GroupRules.none()
            .with(entry(ID, new byte[32], 2, ALICE))
            .in(Extensions.empty())
            .find(AppDataDictionary.EXTENSION)
            .orElseThrow();
    for (int length = 0; length < whole.length; length++) {
      Extensions cut =
          Extensions.empty().with(AppDataDictionary.EXTENSION, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> GroupRules.of(cut)).isInstanceOf(CborException.class);
    }
  }
}
