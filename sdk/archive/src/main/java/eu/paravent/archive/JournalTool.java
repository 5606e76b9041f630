package eu.paravent.archive;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** The journal from the command line: verifies, and makes opening keys. Changes no journal. */
public final class JournalTool {
  private static final String USAGE =
      """
      journal verify <folder> <root.der> [--tsa <cert.der>] [--share <file>]...
      journal verify-export <export.zip> <root.der>
      journal keys <persons> <folder>     two of them open; 1 for one alone
      """;

  private JournalTool() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments, System.out));
  }

  /**
   * @return 0 where everything is as it was written, 1 where not, 2 where the question was not
   *     understood
   */
  static int run(String[] arguments, PrintStream out) {
    try {
      if (arguments.length >= 3 && arguments[0].equals("verify")) {
        return verify(arguments, out);
      }
      if (arguments.length == 3 && arguments[0].equals("verify-export")) {
        return told(
            ExportVerification.of(
                Files.readAllBytes(Path.of(arguments[1])),
                Files.readAllBytes(Path.of(arguments[2]))),
            out);
      }
      if (arguments.length == 3 && arguments[0].equals("keys")) {
        keys(Integer.parseInt(arguments[1]), Path.of(arguments[2]), out);
        return 0;
      }
    } catch (IOException | IllegalArgumentException | JournalException e) {
      out.println(e.getMessage());
      return 2;
    }
    out.print(USAGE);
    return 2;
  }

  private static int verify(String[] arguments, PrintStream out) throws IOException {
    Trust trust = Trust.in(Files.readAllBytes(Path.of(arguments[2])));
    List<String> shares = new ArrayList<>();
    for (int i = 3; i + 1 < arguments.length; i += 2) {
      Path file = Path.of(arguments[i + 1]);
      if (arguments[i].equals("--tsa")) {
        trust = trust.andStampsOf(Files.readAllBytes(file));
      } else if (arguments[i].equals("--share")) {
        shares.add(Files.readString(file));
      } else {
        throw new IllegalArgumentException("Unknown: " + arguments[i]);
      }
    }
    Verdict verdict;
    if (shares.isEmpty()) {
      verdict = Verification.of(Path.of(arguments[1]), trust);
    } else {
      try (OpeningKey key = OpeningKey.of(shares)) {
        verdict = Verification.of(Path.of(arguments[1]), trust, key);
      }
    }
    out.println(
        verdict.lines()
            + " lines, "
            + verdict.records()
            + " records, "
            + verdict.erased()
            + " of them deleted in time; content "
            + (verdict.opened() ? "opened and verified" : "not opened"));
    verdict.stampedUntil().ifPresent(time -> out.println("stamped: " + time));
    return told(verdict.findings(), out);
  }

  private static int told(List<Finding> findings, PrintStream out) {
    findings.forEach(f -> out.println(f.kind() + " " + f.line() + ": " + f.detail()));
    out.println(findings.isEmpty() ? "unchanged and complete" : findings.size() + " findings");
    return findings.isEmpty() ? 0 : 1;
  }

  private static void keys(int persons, Path folder, PrintStream out) throws IOException {
    OpeningKey.Made made =
        persons == 1
            ? OpeningKey.forOne(new SecureRandom())
            : OpeningKey.forTwoOf(persons, new SecureRandom());
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("opening-key.pub"), Bytes.text(made.publicKey()) + "\n");
    for (int i = 0; i < made.shares().size(); i++) {
      Files.writeString(folder.resolve("share-" + (i + 1)), made.shares().get(i) + "\n");
    }
    out.println("Hand the shares to " + persons + " persons and delete them here.");
  }
}
