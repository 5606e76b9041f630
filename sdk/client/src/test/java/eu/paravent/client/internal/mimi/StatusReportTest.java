package eu.paravent.client.internal.mimi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StatusReportTest {
  /** The example of draft-mahy-mimi-message-status: read, read, unread, expired. */
  private static final String EXAMPLE =
      "84"
          + "825820017ce54837404c3696e0c747b985cb172716d0ed0a3d249ca63ace7d82a096f402"
          + "825820015354973c2b65ca937bf1e035ae53a5ab80e947afa43d46920d4202e5cc0b2702"
          + "825820018d825adf9f6be00dcafc5704c4102f5022e74219d0b603e4ba7622654042af00"
          + "82582001e59db8173939facc2c8a4a0f0ae8d0c7a11a81239626630c9464a8d6717a0303";

  @Test
  void theExampleOfTheDraftIsReadAndWrittenByteForByte() throws Exception {
    byte[] encoded = HexFormat.of().parseHex(EXAMPLE);

    StatusReport report = StatusReport.read(encoded);

    assertThat(report.items().stream().map(StatusReport.Item::status)).containsExactly(2, 2, 0, 3);
    assertThat(((SinglePart) report.part()).content()).isEqualTo(encoded);
  }

  @Test
  void damagedOnesAreRefusedAndNothingElseIsThrown() {
    byte[] good = HexFormat.of().parseHex(EXAMPLE);
    Random random = new Random(3);
    for (int round = 0; round < 20_000; round++) {
      byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int i = random.nextInt(3); i >= 0 && bad.length > 0; i--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(StatusReport.read(bad).items()).isNotEmpty();
      } catch (CborException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void aReportIsBounded() {
    StatusReport.Item item = new StatusReport.Item(new byte[32], StatusReport.READ);
    List<StatusReport.Item> many = Collections.nCopies(StatusReport.MOST + 1, item);
    byte[] encoded = ((SinglePart) new StatusReport(many).part()).content();
    byte[] empty = ((SinglePart) new StatusReport(List.of()).part()).content();

    assertThatThrownBy(() -> StatusReport.read(encoded)).isInstanceOf(CborException.class);
    assertThatThrownBy(() -> StatusReport.read(empty)).isInstanceOf(CborException.class);
  }
}
