package eu.paravent.samples.cli;

import eu.paravent.client.Conversation;
import eu.paravent.client.Participant;
import eu.paravent.client.UserId;
import eu.paravent.client.backup.Backup;
import eu.paravent.client.backup.RecoveryKey;
import eu.paravent.client.history.HistoryRequest;
import eu.paravent.client.identity.Device;
import eu.paravent.client.identity.KnownOrganisation;
import eu.paravent.client.identity.QrCode;
import eu.paravent.client.identity.SafetyNumber;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Devices and keys. */
@Command(description = "Devices and keys")
final class Devices extends Topic {
  private static final int BORDER = 4;

  Devices(Cli cli) {
    super(cli);
  }

  @Command(description = "Lists a person's devices; nothing: one's own.")
  void devices(@Parameters(arity = "0..1", paramLabel = "URI") @Nullable UserId who) {
    for (Device one : who == null ? me().devices().own() : me().devices().of(who)) {
      say(one.uri() + (one.self() ? "  this one" : ""));
    }
  }

  @Command(description = "Shows numbers to compare, or notes that one was compared.")
  void verify(
      @Option(names = "--compared", description = "as read out") Optional<String> compared) {
    Conversation room = room();
    boolean found = compared.isEmpty();
    for (KnownOrganisation one : me().trust().organisations()) {
      if (compared.filter(said -> digits(said).equals(digits(one.fingerprint()))).isPresent()) {
        me().trust().organisationVerified(one.organisation(), one.fingerprint());
        found = true;
      }
    }
    me().trust()
        .organisations()
        .forEach(
            one -> {
              say(one.organisation() + "  " + one.verification());
              say("  " + one.fingerprint());
            });
    for (Participant other : room.participants().stream().filter(p -> !p.self()).toList()) {
      SafetyNumber number = me().trust().safetyNumber(room.id(), other.id());
      if (compared.filter(number::matches).isPresent()) {
        me().trust().verified(room.id(), other.id(), number);
        found = true;
      }
      String custody = other.custody().map(Enum::name).orElse("not said");
      say(other.id() + "  " + me().trust().of(other.id()) + "  keys: " + custody);
      say("  " + number.digits());
    }
    if (!found) {
      throw refusal("Nobody's digits here: do not trust who read them out");
    }
  }

  private static String digits(String said) {
    return said.replaceAll("[^0-9]", "");
  }

  @Command(description = "Forgets that a person's numbers were compared.")
  void distrust(@Parameters(paramLabel = "PERSON") String who) {
    me().trust().distrust(person(who));
  }

  @Command(description = "Shows a person's number as a QR code, for the other's camera.")
  void qr(@Parameters(paramLabel = "PERSON") String who) {
    QrCode code = QrCode.of(me().trust().safetyNumber(room().id(), person(who)).payload());
    for (int row = -BORDER; row < code.size() + BORDER; row += 2) {
      StringBuilder line = new StringBuilder();
      for (int column = -BORDER; column < code.size() + BORDER; column++) {
        int upper = code.dark(column, row) ? 0 : 1;
        int lower = code.dark(column, row + 1) ? 0 : 2;
        // light is drawn: terminals are dark
        line.append(" ▀▄█".charAt(upper + lower));
      }
      say(line);
    }
  }

  @Command(name = "ask-history", description = "Asks her other devices for what was said before.")
  void askHistory() {
    say(me().history().asked().orElseGet(me().history()::ask).code());
  }

  @Command(name = "share-history", description = "To the device with this code; none: lists.")
  void shareHistory(@Parameters(arity = "0..1") Optional<String> code) {
    for (HistoryRequest one : me().history().requests()) {
      if (code.isEmpty()) {
        say(one.code() + "  " + one.device());
      } else if (one.matches(code.get())) {
        me().history().share(one);
        return;
      }
    }
    if (code.isPresent()) {
      throw refusal("No device of hers shows this");
    }
  }

  @Command(description = "Writes an encrypted backup and prints the key that opens it.")
  void backup(@Parameters(paramLabel = "FILE") Path file) throws IOException {
    try (OutputStream to = Files.newOutputStream(file);
        RecoveryKey key = RecoveryKey.generate(new SecureRandom())) {
      Backup written = me().backup(key, to);
      say(key.insecureText());
      say("opens " + written.messages() + " messages: write it down, away from the backup");
    }
  }

  @Command(name = "change-key", description = "Puts what is stored here under a new key.")
  void changeKey() throws IOException {
    cli.home().changeKey(cli.person());
  }
}
