import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks through exports of the audit log with nothing but a JDK (17 or newer):
 *
 * <pre>java VerifyAudit.java [--key base64url]... page.json...</pre>
 *
 * Pages in order. Without --key the keys in the pages themselves are believed, which shows that nothing was changed
 * since the export, not who made it: write the server's keys (/api/v1/audit-keys) down while you trust it.
 * Ends with 0 where all is in order, 1 where something is wrong, 2 where it was called wrongly.
 */
public final class VerifyAudit {
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final Map<String, PublicKey> keys = new LinkedHashMap<>();
  private final boolean keysAreGiven;
  private String chain;
  private long sequence;
  private String previous;
  private String promisedEnd;
  private long shortenedTo;
  private String shortenedHash = "";
  private long first;
  private String firstPrevious = "";

  private VerifyAudit(List<String> given) throws Exception {
    for (String key : given) {
      keys.put(key, key(key));
    }
    keysAreGiven = !given.isEmpty();
  }

  public static void main(String[] args) throws Exception {
    System.exit(run(args, System.out));
  }

  /** The status to end with. */
  public static int run(String[] args, PrintStream out) throws Exception {
    List<String> given = new ArrayList<>();
    List<Path> pages = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--key") && i + 1 < args.length) {
        given.add(args[++i]);
      } else {
        pages.add(Path.of(args[i]));
      }
    }
    if (pages.isEmpty()) {
      out.println("Usage: java VerifyAudit.java [--key base64url]... page.json...");
      return 2;
    }
    try {
      VerifyAudit audit = new VerifyAudit(given);
      for (Path page : pages) {
        audit.page(Files.readString(page));
      }
      out.println(audit.verdict());
      return 0;
    } catch (Fault e) {
      out.println("WRONG: " + e.getMessage());
      return 1;
    }
  }

  private void page(String json) throws Exception {
    if (!keysAreGiven) {
      Matcher key = Pattern.compile("\"publicKey\"\\s*:\\s*\"([A-Za-z0-9_-]{43})\"").matcher(json);
      while (key.find()) {
        keys.putIfAbsent(key.group(1), key(key.group(1)));
      }
    }
    Matcher list = Pattern.compile("\"entries\"\\s*:\\s*\\[([^\\]]*)\\]").matcher(json);
    if (!list.find()) {
      throw new Fault("a file is no page of an audit log");
    }
    Matcher entry = Pattern.compile("\"([^\"]+)\"").matcher(list.group(1));
    while (entry.find()) {
      entry(entry.group(1));
    }
    promisedEnd = text(json, "head");
  }

  private void entry(String signed) throws Exception {
    String said = read(signed, "paravent-audit+jws", "entry " + (sequence + 1));
    String of = text(said, "chain");
    long number = number(said, "sequence");
    String before = text(said, "previous");
    if (chain == null) {
      chain = of;
      first = number;
      firstPrevious = before;
    } else if (!of.equals(chain)) {
      throw new Fault("entry " + number + " is of another log: " + of);
    } else if (number != sequence + 1) {
      throw new Fault("after entry " + sequence + " comes entry " + number);
    } else if (!before.equals(previous)) {
      throw new Fault("entry " + number + " does not follow entry " + sequence + " as it is here");
    }
    if (text(said, "event").equals("log-shortened")) {
      shortenedTo = Long.parseLong(fact(said, "up-to"));
      shortenedHash = fact(said, "hash");
      if (shortenedTo == first - 1 && !shortenedHash.equals(firstPrevious)) {
        throw new Fault("entry " + first + " does not follow the last one that was deleted");
      }
    }
    sequence = number;
    previous = hash(signed);
  }

  private String verdict() throws Exception {
    if (chain == null) {
      throw new Fault("there are no entries");
    }
    if (first == 1 && !firstPrevious.isEmpty()) {
      throw new Fault("entry 1 names one before it");
    }
    String head = read(promisedEnd, "paravent-audit-head+jws", "the end");
    if (!text(head, "chain").equals(chain)) {
      throw new Fault("the end is of another log");
    }
    if (number(head, "sequence") != sequence || !text(head, "hash").equals(previous)) {
      throw new Fault(
          "the log goes on to entry " + number(head, "sequence") + ", here it ends with entry " + sequence);
    }
    String start =
        first == 1
            ? "from the first entry"
            : shortenedTo >= first - 1
                ? "from entry " + first + ", those before were deleted by retention"
                : "from entry " + first + ", THOSE BEFORE ARE NOT HERE";
    return "IN ORDER: log of " + chain + ", " + start + " to entry " + sequence + " at " + text(head, "at")
        + (keysAreGiven ? ", by the keys given" : ", by the keys in the export");
  }

  private String read(String signed, String type, String what) throws Exception {
    String[] parts = signed == null ? new String[0] : signed.split("\\.");
    if (parts.length != 3) {
      throw new Fault(what + " is not signed");
    }
    String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
    if (!text(header, "alg").equals("EdDSA") || !text(header, "typ").equals(type)) {
      throw new Fault(what + " is something else");
    }
    for (PublicKey key : keys.values()) {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(key);
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      if (signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
        return new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      }
    }
    throw new Fault(what + " is not signed by a known key");
  }

  private static PublicKey key(String base64url) throws Exception {
    byte[] raw = Base64.getUrlDecoder().decode(base64url);
    byte[] encoded = new byte[ED25519.length + raw.length];
    System.arraycopy(ED25519, 0, encoded, 0, ED25519.length);
    System.arraycopy(raw, 0, encoded, ED25519.length, raw.length);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static String hash(String signed) throws Exception {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(signed.getBytes(StandardCharsets.US_ASCII)));
  }

  /** A text without escapes; those that matter here have none. */
  private static String text(String json, String name) throws Fault {
    Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"\\\\]*)\"").matcher(json);
    if (!found.find()) {
      throw new Fault("\"" + name + "\" is missing");
    }
    return found.group(1);
  }

  private static long number(String json, String name) throws Fault {
    Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*([0-9]{1,18})").matcher(json);
    if (!found.find()) {
      throw new Fault("\"" + name + "\" is missing");
    }
    return Long.parseLong(found.group(1));
  }

  private static String fact(String json, String name) throws Fault {
    Matcher found = Pattern.compile("\\{[^{}]*\"name\":\"" + name + "\"[^{}]*\\}").matcher(json);
    if (!found.find()) {
      throw new Fault("\"" + name + "\" is missing");
    }
    return text(found.group(), "value");
  }

  private static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    Fault(String what) {
      super(what);
    }
  }
}
