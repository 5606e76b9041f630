package eu.paravent.samples.rt;

import com.grack.nanojson.JsonObject;
import com.sun.net.httpserver.Headers;
import eu.paravent.samples.beside.OwnChat;
import eu.paravent.samples.beside.StaffDoor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

/** The service beside a Request Tracker: looks every second what happened to its tickets. */
final class TicketService implements AutoCloseable {
  private final OwnChat chat;
  private final StaffDoor door;

  /**
   * Starts at once.
   *
   * @param folder keeps authority, key and store; made on the first start
   * @param door the port of the chat page for staff
   */
  TicketService(
      Path folder,
      URI chatServer,
      String registrationToken,
      RequestTracker rt,
      Policy policy,
      int door)
      throws IOException {
    URI page = URI.create("http://localhost:" + door);
    chat = new OwnChat(folder, chatServer, registrationToken, "rt", "Acme Kundendienst");
    this.door = new StaffDoor(door, page, chat, (session, id) -> admit(rt, session, id));
    TicketChats chats = new TicketChats(chat.client(), rt, policy, page + "/?id=");
    chat.everySecond(chats::pass);
  }

  private static StaffDoor.Visitor admit(RequestTracker rt, Headers session, String id)
      throws IOException {
    RequestTracker asStaff = rt.as(session.getFirst("Cookie"));
    JsonObject person = asStaff.self();
    // RT shows customers their own tickets too
    if (person.getInt("Privileged") != 1) {
      throw new IOException("Diese Seite ist für Mitarbeiterinnen und Mitarbeiter.");
    }
    JsonObject ticket =
        asStaff.tickets("id = " + id).stream()
            .findFirst()
            .orElseThrow(() -> new IOException("Diesen Vorgang gibt es für Sie nicht."));
    String login = person.getString("Name", "");
    return new StaffDoor.Visitor(
        login,
        person.getString("RealName", login),
        TicketChats.reference(id),
        TicketChats.title(ticket));
  }

  @Override
  public void close() {
    door.close();
    chat.close();
  }

  /**
   * Runs until it is ended.
   *
   * @param arguments folder, chat server, its registration token, RT's address, port of the chat
   *     page, {@code stays} or {@code copied}
   */
  public static void main(String[] arguments) throws Exception {
    OwnChat.untilEnded(
        new TicketService(
            Path.of(arguments[0]),
            URI.create(arguments[1]),
            arguments[2],
            RequestTracker.at(URI.create(arguments[3]), TicketChats.USER, "paravent-rt"),
            Policy.valueOf(arguments[5].toUpperCase(Locale.ROOT)),
            Integer.parseInt(arguments[4])),
        "Tickets of " + arguments[3] + " are talked about");
  }
}
