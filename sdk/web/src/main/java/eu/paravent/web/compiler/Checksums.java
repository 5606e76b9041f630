package eu.paravent.web.compiler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes into the pages which scripts and styles they accept (Subresource Integrity), those that
 * scripts import included, and writes a list of all files with their hashes. What a worker loads
 * has no integrity in a browser; the list has it.
 */
public final class Checksums {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "<(?:script|link rel=\"stylesheet\")[^>]*? (?:src|href)=\"([^\"]*/)?([^\"/]+)\"");
  private static final Pattern BEFORE =
      Pattern.compile("<link rel=\"modulepreload\".*\n| integrity=\"[^\"]*\"");
  private static final Pattern IMPORT =
      Pattern.compile("^import .* from '\\./([^']+)';", Pattern.MULTILINE);

  private final Path folder;

  private Checksums(Path folder) {
    this.folder = folder;
  }

  /**
   * @param arguments the folder with the files
   */
  public static void main(String[] arguments) throws IOException {
    Checksums checksums = new Checksums(Path.of(arguments[0]));
    for (String page : new String[] {"guest.html", "widget.html"}) {
      checksums.seal(page);
    }
    checksums.list();
  }

  private void seal(String name) throws IOException {
    // as it is in the sources: an earlier build may have been here
    String page = BEFORE.matcher(Files.readString(folder.resolve(name))).replaceAll("");
    Set<String> imported = new LinkedHashSet<>();
    Matcher references = REFERENCE.matcher(page);
    StringBuilder sealed = new StringBuilder();
    String where = "";
    while (references.find()) {
      MatchResult reference = references.toMatchResult();
      where = reference.group(1);
      references.appendReplacement(
          sealed, Matcher.quoteReplacement(reference.group() + integrity(reference.group(2))));
      if (reference.group(2).endsWith(".js")) {
        follow(reference.group(2), imported);
      }
    }
    references.appendTail(sealed);
    StringBuilder preloads = new StringBuilder();
    for (String script : imported) {
      preloads.append(
          "<link rel=\"modulepreload\" href=\"%s%s\"%s>\n"
              .formatted(where, script, integrity(script)));
    }
    Files.writeString(
        folder.resolve(name), sealed.toString().replace("</head>", preloads + "</head>"));
  }

  private void follow(String script, Set<String> imported) throws IOException {
    Matcher imports = IMPORT.matcher(Files.readString(folder.resolve(script)));
    while (imports.find()) {
      if (imported.add(imports.group(1))) {
        follow(imports.group(1), imported);
      }
    }
  }

  private String integrity(String file) throws IOException {
    byte[] hash = hash("SHA-384", Files.readAllBytes(folder.resolve(file)));
    return " integrity=\"sha384-" + Base64.getEncoder().encodeToString(hash) + '"';
  }

  /** As {@code sha256sum} writes and reads it. */
  private void list() throws IOException {
    TreeMap<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (!name.equals("SHA256SUMS")) {
          hashes.put(name, HexFormat.of().formatHex(hash("SHA-256", Files.readAllBytes(file))));
        }
      }
    }
    StringBuilder list = new StringBuilder();
    hashes.forEach((name, hash) -> list.append(hash).append("  ").append(name).append('\n'));
    Files.write(folder.resolve("SHA256SUMS"), list.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] hash(String algorithm, byte[] content) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has " + algorithm, e);
    }
  }
}
