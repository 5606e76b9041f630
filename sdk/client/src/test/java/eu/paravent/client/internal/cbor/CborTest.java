package eu.paravent.client.internal.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "5affffffff00", // 4 GiB of bytes announced
        "9bffffffffffffffff", // more items than a long can count
        "bb7fffffffffffffff", // a map whose item count would overflow
        "bb8000000000000000", // 2^63 pairs: none, where the count overflows
        "bb8000000000000001",
        "61ff", // text that is not UTF-8
        "5f4101ff", // indefinite length
        "9f01ff",
        "1801", // a head longer than needed
        "190001",
        "c001", // a tag
        "f8ff", // an unknown simple value
        "0101", // two items
        "81" // an array without its item
      })
  void hostileBytesAreRefusedBeforeAnythingIsAllocated(String hex) {
    assertThatThrownBy(() -> Cbor.decode(HexFormat.of().parseHex(hex)))
        .isInstanceOf(CborException.class);
  }

  @Test
  void hostileNestingIsRefused() {
    byte[] deep = new byte[100_000];
    java.util.Arrays.fill(deep, (byte) 0x81);

    assertThatThrownBy(() -> Cbor.decode(deep))
        .isInstanceOf(CborException.class)
        .hasMessageContaining("nested");
  }

  @Test
  void numbersAreTakenInTheirRangeOnly() throws CborException {
    assertThat(Cbor.number(Cbor.decode(Cbor.number(1L << 40).encode()), 0, Long.MAX_VALUE, "n"))
        .isEqualTo(1L << 40);
    assertThatThrownBy(
            () ->
                Cbor.number(
                    Cbor.decode(HexFormat.of().parseHex("1bffffffffffffffff")),
                    0,
                    Long.MAX_VALUE,
                    "n"))
        .isInstanceOf(CborException.class);
    assertThatThrownBy(() -> Cbor.number(Cbor.text("7"), 0, 9, "n"))
        .isInstanceOf(CborException.class);
  }
}
