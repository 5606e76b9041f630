package eu.paravent.client.internal.mimi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.MessageContent.Location;
import eu.paravent.client.message.MessageContent.Other;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeoUriTest {
  @ParameterizedTest
  @CsvSource({
    "48.2010, 16.3695, 'geo:48.201,16.3695'",
    "-90, 180, 'geo:-90,180'",
    "0.0000001, -0.0, 'geo:0,0'",
    "1e-5, 100, 'geo:0.00001,100'"
  })
  void aPlaceArrivesAsItWasSent(double latitude, double longitude, String uri) {
    Location sent = new Location(latitude, longitude, Optional.of(12.5), "Halle 3, Tor B");

    Location read = (Location) Contents.of(Contents.location(sent));

    assertThat(sent.geoUri()).isEqualTo(uri + ";u=12.5");
    assertThat(read.geoUri()).isEqualTo(sent.geoUri());
    assertThat(read.label()).isEqualTo("Halle 3, Tor B");
    assertThat(sent.toString()).doesNotContain("Halle").doesNotContain("48");
  }

  /** The examples of RFC 5870 §6 that name a place in WGS 84. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "geo:13.4125,103.8667",
        "geo:48.2010,16.3695,183",
        "geo:48.198634,16.371648;crs=wgs84;u=40",
        "GEO:66,30;u=6.500;FOo=this%2dthat",
        "geo:90,-22.43;crs=WGS84",
        "# the office\r\ngeo:13.4125,103.8667\r\n",
        "\ngeo:13.4125,103.8667"
      })
  void whatTheStandardAllowsIsRead(String lines) {
    assertThat(read(lines)).isInstanceOf(Location.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# only a comment",
        "geo:91,0",
        "geo:0,180.5",
        "geo:1e1,2",
        "geo:NaN,2",
        "geo:1",
        "geo:1,2;u=-3",
        "geo:1,2;u=x",
        "geo:1,2;crs=nad83",
        "https://maps.example/?q=1,2",
        "javascript:alert(1)",
        "geo:1,2\ngeo:3,4",
        "geo:1,2 and more"
      })
  void whatIsNotOnePlaceIsOfAKindNotKnown(String lines) {
    assertThat(read(lines)).isEqualTo(new Other("text/uri-list"));
  }

  @Test
  void damagedOnesNeverThrow() {
    Random random = new Random(11);
    byte[] good = "# Tor B\r\ngeo:48.201,16.3695;crs=wgs84;u=40\r\n".getBytes(UTF_8);
    for (int round = 0; round < 20_000; round++) {
      byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
      for (int i = random.nextInt(4); i >= 0; i--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      MessageContent content =
          Contents.of(new NestedPart.SinglePart(NestedPart.RENDER, "", "text/uri-list", bad));
      assertThat(content).isInstanceOfAny(Location.class, Other.class);
    }
  }

  @Test
  void aPlaceIsOnEarthAndItsNameIsOneLine() {
    for (double[] place : new double[][] {{90.1, 0}, {0, -181}, {Double.NaN, 0}}) {
      assertThatThrownBy(() -> MessageContent.location(place[0], place[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Location(1, 2, Optional.of(Double.NaN), ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Location(1, 2, Optional.empty(), "a\nb"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static MessageContent read(String lines) {
    return Contents.of(
        new NestedPart.SinglePart(NestedPart.RENDER, "", "text/uri-list", lines.getBytes(UTF_8)));
  }
}
