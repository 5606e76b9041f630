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
  private static final int MESSAGES = 200, LENGTH = 256, JOINS = 6, PAGES = 3;

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
          byte[] founder = group.of(members).insecureState();
          for (String implementation : IMPLEMENTATIONS) {
            Figures least = benchmark.joinAndTalk(implementation, founder);
            for (int i = 1; i < PAGES; i++) {
              least = least.least(benchmark.joinAndTalk(implementation, founder));
            }
            print("%s, %d members %s: %s%n", implementation, members, group, least);
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
  private Figures joinAndTalk(String implementation, byte[] founderState) throws MlsException {
    Member founder = Member.restored(founderState);
    try (Page page = open(implementation)) {
      page.evaluate("() => ready()");
      Map<?, ?> joined =
          map(
              page.evaluate(
                  "what => join(what)",
                  Map.of("groupInfo", base64(founder.groupInfo()), "times", JOINS)));
      founder.process(bytes(joined, "commit"));
      check(Arrays.equals(founder.authenticator(), bytes(joined, "authenticator")));

      List<byte[]> texts = texts();
      Map<?, ?> encrypted =
          map(page.evaluate("what => encrypt(what)", Map.of("texts", base64(texts))));
      check(texts, outputs(encrypted, founder));

      List<byte[]> messages = new ArrayList<>();
      for (byte[] text : texts) {
        messages.add(founder.encrypt(text));
      }
      Map<?, ?> decrypted =
          map(page.evaluate("what => decrypt(what)", Map.of("messages", base64(messages))));
      check(texts, outputs(decrypted));
      return new Figures(
          number(joined, "first"),
          number(joined, "again"),
          number(encrypted, "took"),
          number(decrypted, "took"));
    }
  }

  /** In milliseconds; each the least seen, since other work of the machine only adds. */
  private record Figures(double firstJoin, double laterJoin, double encrypt, double decrypt) {
    Figures least(Figures other) {
      return new Figures(
          Math.min(firstJoin, other.firstJoin),
          Math.min(laterJoin, other.laterJoin),
          Math.min(encrypt, other.encrypt),
          Math.min(decrypt, other.decrypt));
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "first join %.0f ms, later %.0f ms; encrypt %.2f ms, decrypt %.2f ms",
          firstJoin,
          laterJoin,
          encrypt,
          decrypt);
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

  private static void check(List<byte[]> expected, List<byte[]> seen) {
    check(Arrays.deepEquals(expected.toArray(), seen.toArray()));
  }

  private static void check(boolean right) {
    if (!right) {
      throw new IllegalStateException("The browser and Java do not have the same");
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
