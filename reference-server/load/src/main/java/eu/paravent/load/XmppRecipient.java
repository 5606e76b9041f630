package eu.paravent.load;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An occupant of a room (XEP-0045) on a plain stream (RFC 6120). Understands as much of it as it
 * takes to sign in and to count: messages carry a number in their id, and what comes between them
 * is passed over. Also sends: its own message coming back is the answer that it was taken.
 */
final class XmppRecipient extends Recipient {
  private static final byte[] END = "</message>".getBytes(StandardCharsets.US_ASCII),
      ID = "id='pv".getBytes(StandardCharsets.US_ASCII),
      ID_IN_DOUBLE_QUOTES = "id=\"pv".getBytes(StandardCharsets.US_ASCII);

  private int searched;
  private volatile long awaited = -1;
  private volatile @Nullable Thread waiting;

  private XmppRecipient(SocketChannel channel) {
    super(channel);
  }

  /** Signed in as somebody without a name (RFC 4505), in no room yet. */
  static XmppRecipient signIn(URI server, String domain) throws IOException {
    XmppRecipient recipient = new XmppRecipient(open(server));
    String stream =
        "<stream:stream to='"
            + domain
            + "' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'"
            + " version='1.0'>";
    recipient.ask("<?xml version='1.0'?>" + stream, "</stream:features>");
    recipient.ask(
        "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>", "<success");
    recipient.ask(stream, "</stream:features>");
    recipient.ask(
        "<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>", "</iq>");
    return recipient;
  }

  /** From now on it is told what is said there. */
  void join(String room, String nick) throws IOException {
    ask(
        "<presence to='"
            + room
            + "/"
            + nick
            + "'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>",
        // what it is about comes last of what a new occupant is told
        "<subject");
  }

  /** Nobody asks any more, from now on it listens. */
  XmppRecipient listens() throws IOException {
    countsFromOne();
    channel().configureBlocking(false);
    return this;
  }

  /** Sends, and returns what came, up to the end of this text. */
  String ask(String text, String until) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8));
    while (true) {
      more();
      String came = new String(bytes(), 0, buffer().position(), StandardCharsets.UTF_8);
      if (came.contains("<stream:error") || came.contains("<failure")) {
        throw new IOException("Refused: " + came);
      }
      int end = came.indexOf(until);
      if (end >= 0) {
        drop(buffer().position());
        return came;
      }
    }
  }

  @Override
  void take() {
    byte[] bytes = bytes();
    int have = buffer().position();
    int taken = 0;
    for (int i = Math.max(0, searched - END.length); i + END.length <= have; i++) {
      if (bytes[i] == '<' && bytes[i + 1] == '/' && starts(bytes, i, END)) {
        message(bytes, taken, i);
        taken = i + END.length;
      }
    }
    searched = have - taken;
    if (taken > 0) {
      drop(taken);
    }
  }

  private void message(byte[] bytes, int from, int to) {
    for (int i = from; i + ID.length < to; i++) {
      if (bytes[i] == 'i' && (starts(bytes, i, ID) || starts(bytes, i, ID_IN_DOUBLE_QUOTES))) {
        long number = 0;
        int at = i + ID.length;
        for (; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
          number = number * 10 + bytes[at] - '0';
        }
        note(number, bytes, i, at - i);
        if (number == awaited) {
          awaited = -1;
          LockSupport.unpark(waiting);
        }
        return;
      }
    }
  }

  private static boolean starts(byte[] bytes, int at, byte[] what) {
    return at + what.length <= bytes.length
        && java.util.Arrays.equals(bytes, at, at + what.length, what, 0, what.length);
  }

  /** Returns once it comes back. */
  void say(String room, long number, String body) throws IOException, InterruptedException {
    waiting = Thread.currentThread();
    awaited = number;
    write(
        ("<message to='"
                + room
                + "' type='groupchat' id='pv"
                + number
                + "'><body>"
                + body
                + "</body></message>")
            .getBytes(StandardCharsets.US_ASCII));
    while (awaited == number) {
      LockSupport.parkNanos(this, 100_000_000);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }
}
