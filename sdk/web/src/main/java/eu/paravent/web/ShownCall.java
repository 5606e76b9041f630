package eu.paravent.web;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.call.CallRelay;
import eu.paravent.client.call.CallSignal;
import eu.paravent.client.call.CallSignal.Kind;
import eu.paravent.client.call.MediaKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Consumer;

/** Calls, between the page that makes them and the conversation that carries their signals. */
final class ShownCall {
  private ShownCall() {}

  static JsonObject said(ConversationId id, UserId sender, CallSignal signal, Instant at) {
    JsonObject shown = new JsonObject();
    shown.put("event", "call");
    shown.put("conversation", id.value());
    shown.put("sender", sender.uri());
    shown.put("at", at.toString());
    shown.put("call", signal.call());
    shown.put("kind", signal.kind().name().toLowerCase(Locale.ROOT));
    shown.put("video", signal.video());
    shown.put("from", signal.from());
    shown.put("to", signal.to());
    shown.put("description", signal.description());
    return shown;
  }

  /** Says it to the others, and to this person's other windows, which share the client. */
  static boolean send(
      UserId self, Conversation conversation, JsonObject in, Consumer<JsonObject> windows) {
    CallSignal signal =
        new CallSignal(
            in.getString("call", ""),
            Kind.valueOf(in.getString("kind", "").toUpperCase(Locale.ROOT)),
            in.getBoolean("video", false),
            in.getString("from", ""),
            in.getString("to", ""),
            in.getString("description", ""));
    conversation.signal(signal);
    windows.accept(said(conversation.id(), self, signal, InstantSource.system().instant()));
    return true;
  }

  /** For the worker that encrypts the media of a call, and for nobody else. */
  static JsonObject key(Conversation conversation) {
    JsonObject shown = new JsonObject();
    try (MediaKey key = conversation.mediaKey()) {
      shown.put("epoch", key.epoch());
      shown.put("member", key.member());
      shown.put("key", Base64.getEncoder().encodeToString(key.insecureBytes()));
    }
    return shown;
  }

  /** As WebRTC wants to be told. */
  static JsonObject relay(ChatClient client) {
    JsonObject shown = new JsonObject();
    JsonArray servers = new JsonArray();
    client
        .callRelay()
        .ifPresent(
            relay -> {
              JsonObject server = new JsonObject();
              JsonArray urls = new JsonArray();
              urls.addAll(relay.addresses());
              server.put("urls", urls);
              server.put("username", relay.username());
              server.put("credential", relay.credential());
              servers.add(server);
            });
    shown.put("iceServers", servers);
    boolean only = client.callRelay().filter(CallRelay::only).isPresent();
    shown.put("iceTransportPolicy", only ? "relay" : "all");
    return shown;
  }
}
