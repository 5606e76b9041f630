package eu.paravent.mls.interop;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import eu.paravent.mls.CipherSuite;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** ts-mls, in a process of its own. */
final class TsPeer implements Peer {
  private final TsMls process;
  private final int number;
  private final String name;

  TsPeer(TsMls process, int number, String name) {
    this.process = process;
    this.number = number;
    this.name = name;
  }

  void open(CipherSuite suite) throws IOException {
    JsonObject request = request("open");
    request.put("name", name);
    request.put("suite", suite.value());
    process.call(request);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public byte[] keyPackage() throws IOException {
    return bytes(request("keyPackage"));
  }

  @Override
  public void create(byte[] groupId) throws IOException {
    process.call(request("create", "groupId", groupId));
  }

  @Override
  public void join(byte[] welcome) throws IOException {
    process.call(request("join", "welcome", welcome));
  }

  @Override
  public byte[] joinExternally(byte[] groupInfo) throws IOException {
    return bytes(request("joinExternally", "groupInfo", groupInfo));
  }

  /** ts-mls makes a path where it has to only. */
  @Override
  public Sent commit(Change change) throws IOException {
    JsonObject request = request("commit");
    request.put("adds", texts(change.adds()));
    request.put("removes", new JsonArray(change.removes()));
    request.put("psks", texts(change.psks()));
    request.put("resumed", new JsonArray(change.resumed()));
    JsonObject sent = (JsonObject) process.call(request);
    return new Sent(
        bytes(sent.getString("commit")),
        Optional.ofNullable(sent.getString("welcome")).map(TsPeer::bytes));
  }

  @Override
  public byte[] proposeUpdate() throws IOException {
    return bytes(request("proposeUpdate"));
  }

  @Override
  public void process(byte[] handshake) throws IOException {
    process.call(request("process", "message", handshake));
  }

  @Override
  public byte[] encrypt(byte[] data) throws IOException {
    return bytes(request("encrypt", "data", data));
  }

  @Override
  public byte[] decrypt(byte[] message) throws IOException {
    return bytes(request("decrypt", "message", message));
  }

  @Override
  public byte[] groupInfo() throws IOException {
    return bytes(request("groupInfo"));
  }

  @Override
  public void registerPsk(byte[] id, byte[] secret) throws IOException {
    JsonObject request = request("registerPsk", "id", id);
    request.put("secret", text(secret));
    process.call(request);
  }

  @Override
  public int leaf() throws IOException {
    return ((Number) process.call(request("leaf"))).intValue();
  }

  @Override
  public long epoch() throws IOException {
    return ((Number) process.call(request("epoch"))).longValue();
  }

  @Override
  public byte[] authenticator() throws IOException {
    return bytes(request("authenticator"));
  }

  @Override
  public byte[] export(String label, byte[] context, int length) throws IOException {
    JsonObject request = request("exportSecret", "context", context);
    request.put("label", label);
    request.put("length", length);
    return bytes(request);
  }

  @Override
  public String toString() {
    return name;
  }

  private byte[] bytes(JsonObject request) throws IOException {
    return bytes((String) process.call(request));
  }

  private JsonObject request(String call) {
    JsonObject request = new JsonObject();
    request.put("member", number);
    request.put("call", call);
    return request;
  }

  private JsonObject request(String call, String parameter, byte[] value) {
    JsonObject request = request(call);
    request.put(parameter, text(value));
    return request;
  }

  private static JsonArray texts(List<byte[]> values) {
    JsonArray texts = new JsonArray();
    values.forEach(value -> texts.add(text(value)));
    return texts;
  }

  private static String text(byte[] value) {
    return Base64.getEncoder().encodeToString(value);
  }

  private static byte[] bytes(String text) {
    return Base64.getDecoder().decode(text);
  }
}
