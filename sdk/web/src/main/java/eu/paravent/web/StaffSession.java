package eu.paravent.web;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationId;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.KeyCustody;
import eu.paravent.client.Message;
import eu.paravent.client.UserId;
import eu.paravent.client.identity.DeviceRequest;
import eu.paravent.client.identity.Enroller;
import eu.paravent.client.internal.store.StoreOpener;
import eu.paravent.client.invite.GuestInviteSpec;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A member of staff with a device of their own in this browser, and all of their conversations. */
final class StaffSession implements Session {
  private final Host host;
  private final URI server;
  private final Consumer<JsonObject> events;
  private @Nullable ChatClient client;
  private String user = "";

  StaffSession(Host host, URI server, Consumer<JsonObject> events) {
    this.host = host;
    this.server = server;
    this.events = events;
  }

  @Override
  public @Nullable Object call(String method, JsonObject in, byte[] bytes) {
    switch (method) {
      case "open":
        return open(in.getString("user", ""), in.getString("name", ""));
      case "online":
        open().retryNow();
        return true;
      case "trust":
        return ShownTrust.states(open(), conversation(in));
      case "safetyNumber":
        return ShownTrust.digits(open(), conversation(in), in);
      case "compared":
        return ShownTrust.compared(open(), conversation(in), in);
      case "notice":
        return ShownNotice.toShow(open());
      case "acceptNotice":
        return ShownNotice.accept(open(), in.getString("language", ""));
      case "call":
        return ShownCall.send(open().self(), conversation(in), in, events);
      case "relay":
        return ShownCall.relay(open());
      case "connection":
        return Shown.connection(open());
      case "conversations":
        return conversations(open().conversations().list());
      case "about":
        return conversations(open().conversations().about(reference(in)));
      case "create":
        return create(in);
      case "invite":
        return invite(in);
      default:
        return Room.call(conversation(in), method, in, bytes);
    }
  }

  /** Several windows may ask; the device is one. */
  private boolean open(String uri, String name) {
    if (client != null) {
      if (!user.equals(uri)) {
        throw new IllegalArgumentException("Somebody else is signed in here");
      }
      return true;
    }
    UserId id = new UserId(uri);
    BrowserStore kept = BrowserStore.open(host, "s-" + id.organisation() + "-" + id.name());
    ChatClient opened =
        ChatClient.builder()
            .server(server)
            .displayName(name)
            .transport(new HostTransport(host))
            .store(new StoreOpener(() -> kept))
            .custody(KeyCustody.DEVICE)
            .identity(new HostEnroller(id))
            .open();
    opened.events().follow(opened.events().head(), event -> events.accept(Told.of(event)));
    opened.followTyping((at, people) -> events.accept(Shown.typing(at, people)));
    opened.followCalls(
        (in, sender, signal, at) -> events.accept(ShownCall.said(in, sender, signal, at)));
    client = opened;
    user = uri;
    return true;
  }

  private ChatClient open() {
    ChatClient current = client;
    if (current == null) {
      throw new IllegalStateException("Nobody is signed in");
    }
    return current;
  }

  private Conversation conversation(JsonObject in) {
    return open()
        .conversations()
        .find(new ConversationId(in.getString("conversation", "")))
        .orElseThrow(() -> new IllegalArgumentException("That conversation is not here"));
  }

  private static BusinessReference reference(JsonObject in) {
    return BusinessReference.of(in.getString("type", ""), in.getString("key", ""));
  }

  private JsonObject create(JsonObject in) {
    List<UserId> people = new ArrayList<>();
    JsonArray named = in.getArray("participants", new JsonArray());
    for (int i = 0; i < named.size(); i++) {
      people.add(new UserId(named.getString(i)));
    }
    ConversationSpec spec =
        in.has("type")
            ? ConversationSpec.about(reference(in)).title(in.getString("title", ""))
            : ConversationSpec.titled(in.getString("title", ""));
    return Shown.conversation(open().conversations().create(spec.participants(people)));
  }

  private String invite(JsonObject in) {
    return conversation(in)
        .inviteGuest(
            GuestInviteSpec.singleUse(Duration.ofDays(in.getInt("days", 7)))
                .label(in.getString("label", "")))
        .link()
        .orElseThrow(() -> new IllegalStateException("A new invite has its link"))
        .url();
  }

  /** The one with the newest message first. */
  private JsonArray conversations(List<Conversation> all) {
    List<JsonObject> shown = new ArrayList<>();
    for (Conversation each : all) {
      JsonObject one = Shown.conversation(each);
      List<Message> newest = each.messages(1);
      one.put("unread", each.unread());
      if (!newest.isEmpty()) {
        one.put("newest", Shown.message(newest.get(0)));
      }
      shown.add(one);
    }
    shown.sort((a, b) -> time(b).compareTo(time(a)));
    JsonArray array = new JsonArray();
    array.addAll(shown);
    return array;
  }

  private static String time(JsonObject conversation) {
    JsonObject newest = conversation.getObject("newest");
    return newest == null ? "" : newest.getString("time", "");
  }

  /** The page asks its host, whose session says who this is. */
  private final class HostEnroller implements Enroller {
    private final UserId user;

    HostEnroller(UserId user) {
      this.user = user;
    }

    @Override
    public UserId user() {
      return user;
    }

    @Override
    public List<byte[]> certify(DeviceRequest request) {
      JsonObject asked = new JsonObject();
      asked.put("user", request.user().uri());
      asked.put("device", request.device());
      asked.put("publicKey", Base64.getEncoder().encodeToString(request.publicKey()));
      String answer = host.enrol(JsonWriter.string(asked)).await().stringValue();
      try {
        JsonArray certificates = JsonParser.object().from(answer).getArray("certificates");
        List<byte[]> chain = new ArrayList<>();
        for (int i = 0; i < certificates.size(); i++) {
          chain.add(Base64.getDecoder().decode(certificates.getString(i)));
        }
        return chain;
      } catch (JsonParserException e) {
        throw new IllegalStateException("The host's answer to the device's request is no JSON", e);
      }
    }
  }
}
