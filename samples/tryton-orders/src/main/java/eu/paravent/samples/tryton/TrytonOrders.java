package eu.paravent.samples.tryton;

import com.grack.nanojson.JsonObject;
import com.sun.net.httpserver.Headers;
import eu.paravent.samples.beside.OwnChat;
import eu.paravent.samples.beside.StaffDoor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The service beside a Tryton: looks every second what happened to its sales. */
final class TrytonOrders implements AutoCloseable {
  private final OwnChat chat;
  private final SaleJournal journal;
  private final StaffDoor door;

  /**
   * Starts at once.
   *
   * @param folder keeps authority, keys, stores and the journal; made on the first start
   * @param door the port that the chat page asks at
   */
  TrytonOrders(
      Path folder, URI chatServer, String registrationToken, Tryton tryton, URI web, int door)
      throws IOException {
    chat = new OwnChat(folder, chatServer, registrationToken, "tryton", "Acme Fensterbau");
    journal = new SaleJournal(chat, folder);
    this.door = new StaffDoor(door, web, chat, (session, id) -> admit(tryton, session, id));
    SaleChats chats = new SaleChats(chat.client(), tryton, journal, web.resolve("/chat.html"));
    chat.everySecond(chats::pass);
  }

  OwnChat chat() {
    return chat;
  }

  private static StaffDoor.Visitor admit(Tryton tryton, Headers session, String id)
      throws IOException {
    Tryton asStaff = tryton.as(session.getFirst("Authorization"));
    List<?> asked = List.of(List.of("id", "=", Integer.parseInt(id)));
    JsonObject sale =
        asStaff.read("sale.sale", asked, "number", "party.name").stream()
            .findFirst()
            .orElseThrow(() -> new IOException("Diesen Auftrag gibt es für Sie nicht."));
    JsonObject person = asStaff.self();
    return new StaffDoor.Visitor(
        person.getString("login", ""),
        person.getString("name", ""),
        SaleChats.reference(sale),
        SaleChats.title(sale));
  }

  @Override
  public void close() {
    door.close();
    chat.close();
    journal.close();
  }

  /**
   * Runs until it is ended.
   *
   * @param arguments folder, chat server, its registration token, Tryton's address, port of the
   *     door
   */
  public static void main(String[] arguments) throws Exception {
    URI web = URI.create(arguments[3]);
    OwnChat.untilEnded(
        new TrytonOrders(
            Path.of(arguments[0]),
            URI.create(arguments[1]),
            arguments[2],
            Tryton.signIn(web.resolve("/tryton/"), "admin", "admin"),
            web,
            Integer.parseInt(arguments[4])),
        "Sales of " + web + " are talked about");
  }
}
