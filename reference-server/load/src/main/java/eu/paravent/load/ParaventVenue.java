package eu.paravent.load;

import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.mls.MlsException;
import eu.paravent.protocol.Limits;
import eu.paravent.server.testing.WildFlyProcess;
import eu.paravent.testkit.contract.Crew;
import eu.paravent.testkit.contract.ServerUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Our server, as it is packaged, with its rate limits off. */
final class ParaventVenue implements Venue {
  /** Made beforehand for each group, sent again and again: what is in them is sealed. */
  static final int MESSAGES = 64;

  private static final int IDLE_MEMBERS = 50;
  private static final String TOKEN = "operators-token";
  private final WildFlyProcess server;

  ParaventVenue(Path folder, Map<String, String> database) {
    Map<String, String> environment = new HashMap<>(database);
    environment.put("PARAVENT_REGISTRATION_TOKEN", TOKEN);
    environment.put("PARAVENT_DATA_DIR", folder.resolve("attachments").toString());
    for (String limit : List.of("PER_DEVICE", "PER_ORGANISATION", "PER_ADDRESS", "OF_REFUSALS")) {
      environment.put("PARAVENT_RATE_" + limit, "0");
    }
    server = WildFlyProcess.at(folder.resolve("server"), environment);
    server.start();
  }

  @Override
  public String name() {
    return "Paravent";
  }

  @Override
  public long pid() {
    return server.pid();
  }

  WildFlyProcess server() {
    return server;
  }

  Crew crew(int members) throws MlsException {
    return Crew.gather(
        new ServerUnderTest(
            server.uri().toString(),
            TOKEN,
            InstantSource.system(),
            () -> new JdkTransport(server.uri())),
        members);
  }

  @Override
  public Crowd gather(Plan plan, int number) throws MlsException, IOException {
    Crew crew = crew(plan.members());
    List<byte[]> messages = messages(crew, plan.size(), number);
    List<Recipient> recipients = new ArrayList<>();
    for (String token : crew.tokens().subList(0, plan.online())) {
      recipients.add(PushRecipient.connect(server.uri(), token));
    }
    List<Poster> posters = new ArrayList<>();
    for (int i = 0; i < plan.senders(); i++) {
      String token = crew.tokens().get(i % crew.tokens().size());
      posters.add(new Sender(server.uri(), token, crew.groupId(), messages));
    }
    return new Crowd(recipients, posters, absent(plan, crew));
  }

  /** Each of fifty members of a group is connected many times: a connection is one all the same. */
  @Override
  public Lobby lobby() throws MlsException {
    Crew crew = crew(IDLE_MEMBERS);
    return number -> PushRecipient.connect(server.uri(), crew.tokens().get(number % IDLE_MEMBERS));
  }

  static List<byte[]> messages(Crew crew, int size, int seed) throws MlsException {
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      byte[] text = new byte[size];
      random.nextBytes(text);
      messages.add(crew.message(text));
    }
    return messages;
  }

  private List<Crowd.Absent> absent(Plan plan, Crew crew) {
    List<Crowd.Absent> absent = new ArrayList<>();
    for (int i = 0; i < plan.members() - plan.online(); i++) {
      String token = crew.tokens().get(crew.tokens().size() - 1 - i);
      absent.add(() -> catchUp(token, crew.groupId()));
    }
    return absent;
  }

  private long catchUp(String token, String groupId) throws IOException {
    PushRecipient connected = PushRecipient.connect(server.uri(), token);
    try (Asking asking = new Asking(server.uri(), token)) {
      // its own join
      long at = 1;
      long head;
      do {
        PageOfLog page = PageOfLog.read(asking.log(groupId, at, Limits.PAGE_MOST), at);
        at = page.last();
        head = page.head();
      } while (at < head);
      return at - 1;
    } finally {
      connected.channel().close();
    }
  }

  @Override
  public void collectGarbage() throws IOException, InterruptedException {
    new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(pid()),
            "GC.run")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @Override
  public void close() {
    server.close();
  }
}
