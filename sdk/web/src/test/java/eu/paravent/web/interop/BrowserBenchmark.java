package eu.paravent.web.interop;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import eu.paravent.mls.MlsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Measures the MLS core in Chromium beside ts-mls, both joining the same groups of Java members,
 * who check what they did. Run by hand: see docs/benchmarks.md.
 */
final class BrowserBenchmark {
  private static final List<String> IMPLEMENTATIONS = List.of("ours", "ts-mls");
  private static final int MESSAGES = 200, LENGTH = 256;

  private final Browser browser;
  private final PageServer server;
  private final Random random = new Random(1);

  private BrowserBenchmark(Browser browser, PageServer server) {
    this.browser = browser;
    this.server = server;
  }

  /**
   * @param arguments the folder with the bundles, then the numbers of members
   */
  public static void main(String[] arguments) throws Exception {
    List<Integer> sizes = Arrays.stream(arguments).skip(1).map(Integer::valueOf).toList();
    try (Chromium chromium = Chromium.start();
        PageServer server = new PageServer(Optional.of(Path.of(arguments[0])))) {
      BrowserBenchmark benchmark = new BrowserBenchmark(chromium.browser(), server);
      print("Chromium %s%n", chromium.browser().version());
      for (String implementation : IMPLEMENTATIONS) {
        benchmark.size(implementation);
      }
      byte[] whole = server.file("/core.wasm").orElseThrow();
      print("whole client: %d bytes, gzip %d%n", whole.length, compressed(whole));
      for (BenchmarkGroup group : BenchmarkGroup.values()) {
        for (int members : sizes) {
          Member founder = group.of(members);
          for (String implementation : IMPLEMENTATIONS) {
            benchmark.joinAndTalk(implementation, group, members, founder.insecureState());
          }
        }
      }
      benchmark.signatures();
    }
  }

  private Page open(String implementation) {
    Page page = browser.newPage();
    page.navigate(server.address() + "/benchmark.html?" + implementation);
    page.waitForFunction("() => globalThis.ready");
    return page;
  }

  private void size(String implementation) throws IOException {
    try (Page page = open(implementation)) {
      Map<?, ?> ready = map(page.evaluate("() => ready()"));
      int raw = 0;
      int gzip = 0;
      for (Object path : (List<?>) field(ready, "files")) {
        byte[] content = server.file((String) path).orElseThrow();
        raw += content.length;
        gzip += compressed(content);
      }
      print(
          "%s: %d bytes, gzip %d, ready after %.0f ms: %s%n",
          implementation, raw, gzip, number(ready, "took"), field(ready, "files"));
    }
  }

  /** In a page of its own; the founder is restored, so that all join the same group. */
  private void joinAndTalk(
      String implementation, BenchmarkGroup group, int members, byte[] founderState)
      throws MlsException {
    Member founder = Member.restored(founderState);
    String what = implementation + ", " + members + " " + group.name().toLowerCase(Locale.ROOT);
    try (Page page = open(implementation)) {
      page.evaluate("() => ready()");
      int times = members > 100 ? 6 : 12;
      Map<?, ?> joined =
          map(
              page.evaluate(
                  "what => join(what)",
                  Map.of("groupInfo", base64(founder.groupInfo()), "times", times)));
      founder.process(bytes(joined, "commit"));
      check(Arrays.equals(founder.authenticator(), bytes(joined, "authenticator")), what);

      List<byte[]> texts = texts();
      Map<?, ?> encrypted =
          map(page.evaluate("what => encrypt(what)", Map.of("texts", base64(texts))));
      check(texts, outputs(encrypted, founder), what);

      List<byte[]> messages = new ArrayList<>();
      for (byte[] text : texts) {
        messages.add(founder.encrypt(text));
      }
      Map<?, ?> decrypted =
          map(page.evaluate("what => decrypt(what)", Map.of("messages", base64(messages))));
      check(texts, outputs(decrypted), what);
      print(
          "%s: first join %.0f ms, later %.0f ms; encrypt %.2f ms, decrypt %.2f ms%n",
          what,
          number(joined, "first"),
          number(joined, "again"),
          number(encrypted, "took"),
          number(decrypted, "took"));
    } catch (RuntimeException | MlsException e) {
      print("%s: failed: %s%n", what, e.getMessage());
    }
  }

  private void signatures() {
    try (Page page = open("ours")) {
      print("500 signatures (first, later): %s%n", page.evaluate("() => verifyingWays(500)"));
    }
  }

  private List<byte[]> texts() {
    List<byte[]> texts = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      byte[] text = new byte[LENGTH];
      random.nextBytes(text);
      texts.add(text);
    }
    return texts;
  }

  private static List<byte[]> outputs(Map<?, ?> answer) {
    return ((List<?>) field(answer, "outputs"))
        .stream().map(text -> Base64.getDecoder().decode((String) text)).toList();
  }

  private static List<byte[]> outputs(Map<?, ?> answer, Member reader) throws MlsException {
    List<byte[]> read = new ArrayList<>();
    for (byte[] message : outputs(answer)) {
      read.add(reader.process(message));
    }
    return read;
  }

  private static void check(List<byte[]> expected, List<byte[]> seen, String what) {
    check(Arrays.deepEquals(expected.toArray(), seen.toArray()), what);
  }

  private static void check(boolean right, String what) {
    if (!right) {
      throw new IllegalStateException("Not what the others have: " + what);
    }
  }

  private static int compressed(byte[] content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(content);
    }
    return compressed.size();
  }

  private static List<String> base64(List<byte[]> all) {
    return all.stream().map(BrowserBenchmark::base64).toList();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytes(Map<?, ?> answer, String name) {
    return Base64.getDecoder().decode((String) field(answer, name));
  }

  private static double number(Map<?, ?> answer, String name) {
    return ((Number) field(answer, name)).doubleValue();
  }

  private static Object field(Map<?, ?> answer, String name) {
    return Optional.ofNullable(answer.get(name)).orElseThrow();
  }

  private static Map<?, ?> map(Object answer) {
    return (Map<?, ?>) answer;
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
