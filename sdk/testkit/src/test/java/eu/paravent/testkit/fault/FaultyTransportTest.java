package eu.paravent.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.spi.Transport;
import eu.paravent.client.spi.Transport.PushChannel;
import eu.paravent.client.spi.Transport.PushListener;
import eu.paravent.client.spi.Transport.Request;
import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultyTransportTest {
  private final Recording server = new Recording();
  private final FaultyTransport wire = FaultyTransport.around(server);

  @Test
  void changesNothingWithoutFaults() throws Exception {
    assertThat(wire.exchange(request("GET", Paths.GROUPS)).status()).isEqualTo(200);
  }

  @Test
  void losesOneRequestBeforeTheServerHearsOfIt() throws Exception {
    wire.once(Requests.of("GET", Paths.GROUPS), Faults.loseRequest());

    assertThatThrownBy(() -> wire.exchange(request("GET", Paths.GROUPS)))
        .isInstanceOf(IOException.class);
    wire.exchange(request("GET", Paths.GROUPS));

    assertThat(server.requests).hasSize(1);
  }

  @Test
  void losesTheAnswerAfterTheServerActedAndThenNothingGetsThrough() throws Exception {
    wire.dieAfter(Requests.of("POST", Paths.COMMITS));

    String commits = Paths.fill(Paths.COMMITS, "AAAAAAAAAAAAAAAAAAAAAA");
    assertThatThrownBy(() -> wire.exchange(request("POST", commits)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> wire.exchange(request("GET", Paths.GROUPS)))
        .isInstanceOf(IOException.class);
    assertThat(server.requests).containsExactly("POST " + commits);

    wire.heal();
    assertThat(wire.exchange(request("GET", Paths.GROUPS)).status()).isEqualTo(200);
  }

  @Test
  void meetsOnlyTheRequestsItIsFor() throws Exception {
    wire.always(Requests.of("GET", Paths.LOG), Faults.refuse(ProblemCode.UNAVAILABLE));

    String log = Paths.fill(Paths.LOG, "AAAAAAAAAAAAAAAAAAAAAA") + "?after=1";
    assertThat(wire.exchange(request("GET", log)).status()).isEqualTo(503);
    assertThat(wire.exchange(request("GET", Paths.GROUPS)).status()).isEqualTo(200);
  }

  @Test
  void cutsThePushChannelOnceForTheListener() throws Exception {
    Listening listener = new Listening();
    PushChannel channel = wire.push(Paths.PUSH, listener);

    wire.cutPush();

    assertThat(listener.heard).containsExactly("closed 1006");
    assertThatThrownBy(() -> channel.send("late")).isInstanceOf(IOException.class);
  }

  @Test
  void doublesAndReordersWhatIsPushed() throws Exception {
    Listening listener = new Listening();
    wire.push(Paths.PUSH, listener);
    wire.doublePush();
    server.listener.onText("a");
    wire.reorderPush();
    server.listener.onText("b");
    server.listener.onText("c");
    wire.dropPush();
    server.listener.onText("d");

    assertThat(listener.heard).containsExactly("a", "a", "c", "b");
  }

  private static Request request(String method, String target) {
    return new Request(method, target, Map.of(), Optional.empty());
  }

  private static final class Listening implements PushListener {
    final List<String> heard = new ArrayList<>();

    @Override
    public void onText(String text) {
      heard.add(text);
    }

    @Override
    public void onClosed(int code, String reason) {
      heard.add("closed " + code);
    }
  }

  /** A server that hears everything and says yes. */
  private static final class Recording implements Transport {
    final List<String> requests = new ArrayList<>();
    PushListener listener;

    @Override
    public Response exchange(Request request) {
      requests.add(request.toString());
      return new Response(200, Map.of(), new byte[0]);
    }

    @Override
    public PushChannel push(String path, PushListener pushed) {
      listener = pushed;
      return new PushChannel() {
        @Override
        public void send(String text) {}

        @Override
        public void close() {
          pushed.onClosed(1000, "");
        }
      };
    }

    @Override
    public void close() {}
  }
}
