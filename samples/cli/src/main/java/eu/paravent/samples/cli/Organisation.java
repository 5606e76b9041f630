package eu.paravent.samples.cli;

import eu.paravent.client.UserId;
import eu.paravent.client.backup.Backup;
import eu.paravent.client.backup.RecoveryKey;
import eu.paravent.client.identity.Device;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.spi.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the organisation does, whose authority is in the folder. */
@Command(description = "The organisation")
final class Organisation extends Topic {
  Organisation(Cli cli) {
    super(cli);
  }

  @Command(description = "Founds an organisation and registers it at a server.")
  void found(
      @Parameters(paramLabel = "ORGANISATION", description = "as acme.example") String name,
      @Option(names = "--server", required = true) URI server,
      @Option(names = "--token", required = true, description = "of its operator") String token)
      throws IOException {
    try (OrganisationAuthority authority = cli.home().authority(name, cli.password());
        Transport to = cli.way(server)) {
      Registration.register(server, authority, token, to);
      cli.home().note(Home.ORGANISATION, server, name);
      say(name + " " + authority.fingerprint());
    }
  }

  @Command(description = "Enrols a person on this machine, or again: a new certificate.")
  void enrol(
      @Parameters(paramLabel = "PERSON") String who,
      @Option(names = "--name", description = "as the others see it") Optional<String> name,
      @Option(names = "--device", description = "another one of hers: here called PERSON-DEVICE")
          Optional<String> device)
      throws IOException {
    enrolled(who, name, seat(who, device));
  }

  @Command(description = "Enrols a new device of a person, with what a backup has.")
  void restore(
      @Parameters(paramLabel = "FILE") Path backup,
      @Parameters(paramLabel = "PERSON") String who,
      @Option(
              names = "--key",
              interactive = true,
              arity = "0..1",
              required = true,
              description = "that was shown when the backup was made")
          String key,
      @Option(names = "--name", description = "as the others see it") Optional<String> name,
      @Option(names = "--device", description = "here called PERSON-DEVICE")
          Optional<String> device)
      throws IOException {
    String seat = seat(who, device);
    try (InputStream from = Files.newInputStream(backup);
        RecoveryKey opening = RecoveryKey.parse(key)) {
      Backup held = Backup.restore(from, opening, cli.home().store(seat));
      say(held.messages() + " messages in " + held.conversations() + " conversations");
    }
    enrolled(who, name, seat);
  }

  private static String seat(String who, Optional<String> device) {
    return device.map(other -> who + "-" + other).orElse(who);
  }

  private void enrolled(String who, Optional<String> name, String seat) throws IOException {
    List<String> organisation = cli.home().seat(Home.ORGANISATION);
    try (OrganisationAuthority authority =
        cli.home().authority(organisation.get(1), cli.password())) {
      cli.home().note(seat, URI.create(organisation.get(0)), name.orElse(who));
      say(cli.opened(cli.home().open(seat, Optional.of(authority.enroller(who)))).self());
    }
  }

  @Command(description = "Takes a device back: everybody's next client removes it.")
  void revoke(
      @Parameters(paramLabel = "DEVICE", description = "as devices shows it") String uri,
      @Option(names = "--of", paramLabel = "URI", description = "whose; else one's own")
          @Nullable UserId owner)
      throws IOException {
    Device device =
        me().devices().of(owner == null ? me().self() : owner).stream()
            .filter(one -> one.uri().equals(uri))
            .findFirst()
            .orElseThrow(() -> refusal("No device of that person; devices PERSON lists them"));
    List<String> organisation = cli.home().seat(Home.ORGANISATION);
    try (OrganisationAuthority authority =
            cli.home().authority(organisation.get(1), cli.password());
        Transport to = cli.way(URI.create(organisation.get(0)))) {
      byte[] list = cli.home().revoked(authority, device.certificate());
      Registration.publishStatusList(authority.organisation(), list, to);
    }
  }

  @Command(description = "What its people may let be known beside messages; nothing: nothing.")
  void permit(@Parameters(arity = "0..*", paramLabel = "WHAT") @Nullable List<Telling> what)
      throws IOException {
    cli.home().permit(all(what));
  }
}
