package eu.paravent.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonWriter;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** ts-mls in a process of node of its own, as the tests of the MLS core install it. */
final class TsPeer implements Peer {
  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  TsPeer(String name, Path installed) throws Exception {
    process =
        new ProcessBuilder("node", "members.js")
            .directory(installed.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    requests = process.outputWriter(UTF_8);
    answers = process.inputReader(UTF_8);
    call("open", Map.of("name", name, "suite", 1));
  }

  @Override
  public byte[] keyPackage() throws Exception {
    return bytes(call("keyPackage", Map.of()).getString("result"));
  }

  @Override
  public void join(byte[] welcome) throws Exception {
    call("join", Map.of("welcome", text(welcome)));
  }

  @Override
  public byte[] update() throws Exception {
    Object none = new Object[0];
    JsonObject made =
        call("commit", Map.of("adds", none, "removes", none, "psks", none, "resumed", none));
    return bytes(made.getObject("result").getString("commit"));
  }

  @Override
  public void process(byte[] commit) throws Exception {
    call("process", Map.of("message", text(commit)));
  }

  @Override
  public byte[] encrypt(byte[] data) throws Exception {
    return bytes(call("encrypt", Map.of("data", text(data))).getString("result"));
  }

  @Override
  public void decrypt(byte[] message) throws Exception {
    call("decrypt", Map.of("message", text(message)));
  }

  @Override
  public long cpu() throws Exception {
    return call("cpu", Map.of()).getLong("result") * 1000;
  }

  @Override
  public void close() {
    process.destroy();
  }

  private JsonObject call(String name, Map<String, ?> arguments) throws Exception {
    JsonObject request = new JsonObject(arguments);
    request.put("member", 0);
    request.put("call", name);
    requests.write(JsonWriter.string(request));
    requests.newLine();
    requests.flush();
    JsonObject answer = JsonParser.object().from(answers.readLine());
    if (answer.has("error")) {
      throw new IllegalStateException(answer.getString("error"));
    }
    return answer;
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytes(String text) {
    return Base64.getDecoder().decode(text);
  }
}
