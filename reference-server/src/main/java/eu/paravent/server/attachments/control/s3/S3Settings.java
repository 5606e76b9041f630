package eu.paravent.server.attachments.control.s3;

import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What the operator says of the bucket. */
final class S3Settings {
  private static final String BY_HOST = "host";

  private final Settings settings;

  private S3Settings(Settings settings) {
    this.settings = settings;
  }

  /** Refuses where something is missing. */
  static S3Settings of(Settings settings) {
    List<String> missing = new ArrayList<>();
    for (Setting needed :
        List.of(
            Setting.S3_ENDPOINT, Setting.S3_BUCKET, Setting.S3_ACCESS_KEY, Setting.S3_SECRET_KEY)) {
      if (settings.text(needed).isEmpty()) {
        missing.add(needed.variable());
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "Attachments in an object store need "
              + String.join(", ", missing)
              + " too. Set them, or "
              + Setting.ATTACHMENT_STORE.variable()
              + " to files, and start again.");
    }
    return new S3Settings(settings);
  }

  String prefix() {
    return settings.text(Setting.S3_PREFIX).orElse("");
  }

  S3Bucket bucket(InstantSource clock) {
    return new S3Bucket(
        base(),
        new SigV4(
            text(Setting.S3_REGION), text(Setting.S3_ACCESS_KEY), text(Setting.S3_SECRET_KEY)),
        clock);
  }

  private URI base() {
    String endpoint = text(Setting.S3_ENDPOINT).replaceAll("/+$", "");
    String bucket = text(Setting.S3_BUCKET);
    if (!text(Setting.S3_ADDRESSING).equals(BY_HOST)) {
      return URI.create(endpoint + "/" + bucket + "/");
    }
    return URI.create(endpoint.replaceFirst("://", "://" + bucket + ".") + "/");
  }

  private String text(Setting setting) {
    return settings.text(setting).orElseThrow();
  }
}
