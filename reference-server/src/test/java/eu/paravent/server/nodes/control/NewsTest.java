package eu.paravent.server.nodes.control;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.protocol.Limits;
import eu.paravent.server.nodes.entity.NewsChannel;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewsTest {
  private static final int MOST = 100;

  @Test
  void arrivesAsItWasSentAndInOrder() {
    byte[] message = {1, 2, 3};
    List<News> news =
        List.of(
            new News.Grown("group", 7, false),
            new News.Signal("group", "device", message),
            new News.Founded("other", "device"),
            new News.Grown("group", 8, true),
            new News.Ended("hash"));

    List<String> payloads = News.pack("here", news, MOST);

    List<News> heard = payloads.stream().flatMap(p -> News.unpack("there", p).stream()).toList();
    assertThat(heard.stream().map(News::line)).isEqualTo(news.stream().map(News::line).toList());
    assertThat(heard.get(1))
        .isInstanceOfSatisfying(
            News.Signal.class, signal -> assertThat(signal.message()).isEqualTo(message));
  }

  @Test
  void isPutIntoPayloadsThatTheDatabaseTakes() {
    List<News> news =
        IntStream.range(0, 50).<News>mapToObj(i -> new News.Grown("group" + i, i, false)).toList();

    List<String> payloads = News.pack("here", news, MOST);

    assertThat(payloads).hasSizeGreaterThan(1).allMatch(payload -> payload.length() <= MOST);
    assertThat(payloads.stream().flatMap(p -> News.unpack("there", p).stream())).isEqualTo(news);
  }

  @Test
  void theLargestSignalFits() {
    News signal = new News.Signal("g".repeat(43), "d".repeat(22), new byte[Limits.SIGNAL]);

    assertThat(News.pack("n".repeat(22), List.of(signal), NewsChannel.PAYLOAD_MOST)).hasSize(1);
  }

  @Test
  void ownNewsAreNoNews() {
    String payload = News.pack("here", List.of(new News.Ended("hash")), MOST).get(0);

    assertThat(News.unpack("here", payload)).isEmpty();
  }

  /** A node of the next release, or somebody else who uses the channel. */
  @Test
  void passesOverWhatItDoesNotUnderstand() {
    String payload =
        "there\nparty tonight\nentry group\nentry group many\nsignal g d ???\nentry group 7\n";

    assertThat(News.unpack("here", payload)).containsExactly(new News.Grown("group", 7, false));
    assertThat(News.unpack("here", "")).isEmpty();
  }
}
