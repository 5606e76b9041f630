package eu.paravent.load;

import eu.paravent.protocol.Base64Url;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chat server that speaks XMPP: rooms (XEP-0045) with an archive (XEP-0313) on the same
 * PostgreSQL. Its messages are as long as ours are, and say nothing.
 */
abstract class XmppVenue implements Venue {
  static final String DOMAIN = "localhost";

  /** What a sealed message has beside its text. */
  private static final int SEALED = 160;

  private static final int PAGE = 250, IDLE_MEMBERS = 50;
  private static final Pattern LAST = Pattern.compile("<last>([^<]*)</last>");
  private static final long PATIENCE_SECONDS = 120, TRY_SECONDS = 5;

  private final int port = freePort();
  private final Path folder;
  private Process process;

  /**
   * @param start writes what it is told and says how it is begun
   */
  @SuppressWarnings("this-escape")
  XmppVenue(Path folder, Start start) throws Exception {
    this.folder = folder;
    Files.createDirectories(folder);
    process =
        start
            .command(folder, port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("console.log").toFile())
            .start();
    awaitReady();
  }

  /** Writes what it is told and says how it is begun. */
  @FunctionalInterface
  interface Start {
    ProcessBuilder command(Path folder, int port) throws Exception;
  }

  /** Where rooms are. */
  abstract String rooms();

  @Override
  public long pid() {
    return process.pid();
  }

  private URI uri() {
    return URI.create("xmpp://localhost:" + port);
  }

  private void awaitReady() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    ExecutorService trying = Executors.newSingleThreadExecutor();
    try {
      while (!answers(trying)) {
        if (!process.isAlive() || System.nanoTime() > end) {
          process.destroyForcibly();
          throw new IllegalStateException(
              "It did not become ready:\n" + Files.readString(folder.resolve("console.log")));
        }
        Thread.sleep(200);
      }
    } finally {
      trying.shutdownNow();
    }
  }

  /** Who connects while it starts may never be answered. */
  private boolean answers(ExecutorService trying) throws InterruptedException {
    Future<?> attempt =
        trying.submit(
            () -> {
              XmppRecipient.signIn(uri(), DOMAIN).channel().close();
              return true;
            });
    try {
      attempt.get(TRY_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException e) {
      return false;
    } catch (TimeoutException e) {
      // closes the connection, too
      attempt.cancel(true);
      return false;
    }
  }

  @Override
  public Crowd gather(Plan plan, int number) throws IOException {
    String room = "group-" + number + "-" + System.nanoTime() + "@" + rooms();
    List<Recipient> recipients = new ArrayList<>();
    List<XmppRecipient> occupants = new ArrayList<>();
    for (int i = 0; i < plan.online(); i++) {
      XmppRecipient occupant = XmppRecipient.signIn(uri(), DOMAIN);
      occupant.join(room, "member-" + i);
      occupants.add(occupant);
    }
    for (XmppRecipient occupant : occupants) {
      recipients.add(occupant.listens());
    }
    String body = body(plan.size(), number);
    AtomicLong numbers = new AtomicLong();
    List<Poster> posters = new ArrayList<>();
    for (int i = 0; i < plan.senders(); i++) {
      posters.add(new Speaker(occupants.get(i % occupants.size()), room, body, numbers));
    }
    List<Crowd.Absent> absent = new ArrayList<>();
    for (int i = 0; i < plan.members() - plan.online(); i++) {
      String nick = "absent-" + i;
      absent.add(() -> catchUp(room, nick));
    }
    return new Crowd(recipients, posters, absent);
  }

  /** In rooms of fifty. */
  @Override
  public Lobby lobby() {
    long run = System.nanoTime();
    return number -> {
      XmppRecipient occupant = XmppRecipient.signIn(uri(), DOMAIN);
      occupant.join(
          "idle-" + run + "-" + number / IDLE_MEMBERS + "@" + rooms(), "member-" + number);
      return occupant.listens();
    };
  }

  private static String body(int size, int seed) {
    byte[] sealed = new byte[size + SEALED];
    new SplittableRandom(seed).nextBytes(sealed);
    return Base64Url.encode(sealed);
  }

  private record Speaker(XmppRecipient occupant, String room, String body, AtomicLong numbers)
      implements Poster {
    @Override
    public long post(int index) throws IOException, InterruptedException {
      long number = numbers.incrementAndGet();
      occupant.say(room, number, body);
      return number;
    }

    @Override
    public void close() {
      // the connection is the recipient's
    }
  }

  /** Pages of the room's archive, from its beginning. */
  private long catchUp(String room, String nick) throws IOException {
    XmppRecipient back = XmppRecipient.signIn(uri(), DOMAIN);
    try {
      back.join(room, nick);
      long read = 0;
      String after = "";
      while (true) {
        String page =
            back.ask(
                "<iq type='set' id='q' to='"
                    + room
                    + "'><query xmlns='urn:xmpp:mam:2'><set"
                    + " xmlns='http://jabber.org/protocol/rsm'><max>"
                    + PAGE
                    + "</max>"
                    + (after.isEmpty() ? "" : "<after>" + after + "</after>")
                    + "</set></query></iq>",
                "</iq>");
        int count = count(page, "<result ");
        if (count == 0 && read == 0) {
          throw new IllegalStateException("Nothing is in the archive: " + page);
        }
        Matcher last = LAST.matcher(page);
        read += count;
        if (count == 0 || !last.find() || page.contains("complete='true'")) {
          return read;
        }
        after = last.group(1);
      }
    } finally {
      back.channel().close();
    }
  }

  private static int count(String text, String what) {
    int count = 0;
    for (int at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + 1)) {
      count++;
    }
    return count;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("No free port", e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
