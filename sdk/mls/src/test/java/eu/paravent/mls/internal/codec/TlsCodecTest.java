package eu.paravent.mls.internal.codec;

import static eu.paravent.mls.testing.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.testing.Vectors;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsCodecTest {
  @TestFactory
  @Shows(Demand.LENGTH_WRITTEN_SHORT)
  Stream<DynamicTest> deserializationVectors() {
    return Vectors.all(
        "deserialization.json",
        c -> {
          byte[] header = hex(c, "vlbytes_header");
          int length = c.getInt("length");
          assertThat(TlsReader.parse(header, TlsReader::varint)).isEqualTo(length);
          assertThat(new TlsWriter().varint(length).toBytes()).isEqualTo(header);
        });
  }

  @Tag("checklist-1")
  @ParameterizedTest
  @ValueSource(strings = {"", "40", "4000", "403f", "80000000", "80003fff", "c0", "ffffffff"})
  @Shows({Demand.LENGTH_READ_SHORT, Demand.LENGTH_PREFIX})
  void refusesVarintsThatAreNotMinimalNotCompleteOrOfPrefixThree(String header) {
    assertThatThrownBy(() -> TlsReader.parse(HexFormat.of().parseHex(header), TlsReader::varint))
        .isInstanceOf(MalformedException.class);
  }

  @Tag("checklist-1")
  @ParameterizedTest
  @ValueSource(strings = {"bfffffff00", "02ff", "7fff00"})
  void checksALengthAgainstWhatRemainsBeforeAllocating(String vector) {
    byte[] bytes = HexFormat.of().parseHex(vector);

    assertThatThrownBy(() -> TlsReader.parse(bytes, TlsReader::opaque))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> TlsReader.parse(bytes, in -> in.vector(TlsReader::u8)))
        .isInstanceOf(MalformedException.class);
  }

  @Tag("checklist-4")
  @Test
  void integersAreUnsigned() throws MalformedException {
    byte[] bytes = new TlsWriter().u8(0xff).u16(0xfffe).u32(1L << 31).u64(-2).toBytes();
    TlsReader in = new TlsReader(bytes);

    assertThat(in.u8()).isEqualTo(0xff);
    assertThat(in.u16()).isEqualTo(0xfffe);
    assertThat(in.u32()).isEqualTo(2147483648L);
    assertThat(Long.toUnsignedString(in.u64())).isEqualTo("18446744073709551614");
    in.finish();
  }

  @Tag("checklist-3")
  @Test
  @Shows(Demand.PRESENCE_OCTET)
  void aPresenceOctetIsZeroOrOne() {
    assertThatThrownBy(() -> TlsReader.parse(new byte[] {2, 7}, in -> in.optional(TlsReader::u8)))
        .isInstanceOf(MalformedException.class);
  }

  @Tag("checklist-2")
  @Test
  void refusesTrailingBytes() {
    assertThatThrownBy(() -> TlsReader.parse(new byte[] {1, 2}, TlsReader::u8))
        .isInstanceOf(MalformedException.class);
  }

  @Tag("checklist-1")
  @Test
  void anElementDoesNotReadBeyondItsVector() {
    byte[] bytes = {1, 0, 5};

    assertThatThrownBy(() -> TlsReader.parse(bytes, in -> in.vector(TlsReader::u16)))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  @Shows(Demand.LENGTH_WRITTEN_SHORT)
  void vectorsOfVectorsComeBack() throws MalformedException {
    List<byte[]> items = List.of(new byte[0], new byte[70], new byte[20000]);

    byte[] bytes = TlsWriter.encode(out -> out.vector(items, (item, inner) -> inner.opaque(item)));

    List<byte[]> back = TlsReader.parse(bytes, in -> in.vector(TlsReader::opaque));
    assertThat(back.stream().map(b -> b.length)).containsExactly(0, 70, 20000);
    assertThat(bytes).hasSize(4 + 1 + 2 + 70 + 4 + 20000);
  }
}
