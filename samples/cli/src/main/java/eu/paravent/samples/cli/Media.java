package eu.paravent.samples.cli;

import eu.paravent.client.message.Attachment;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Picture;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Files, and what is seen and heard. */
@Command(description = "Files, images, voice")
final class Media extends Topic {
  private static final int THUMBNAIL = 160;

  Media(Cli cli) {
    super(cli);
  }

  @Command(name = "send-file", description = "Sends a file and waits until the server has it.")
  void sendFile(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--type", description = "media type") Optional<String> type,
      @Mixin Sending how)
      throws IOException {
    send(MessageContent.file(file, type(file, type)), how);
  }

  @Command(name = "send-image", description = "Sends an image, with a small one to be seen first.")
  void sendImage(
      @Parameters(paramLabel = "FILE", description = "PNG, JPEG, GIF or BMP") Path file,
      @Option(names = "--type", description = "media type") Optional<String> type,
      @Mixin Sending how)
      throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    if (image == null) {
      throw refusal("No image that can be read here: send-file sends it as it is");
    }
    byte[] bytes = Files.readAllBytes(file);
    send(MessageContent.image(name(file), type(file, type), bytes, thumbnail(image)), how);
  }

  private static Picture thumbnail(BufferedImage image) throws IOException {
    double scale = Math.min(1, (double) THUMBNAIL / Math.max(image.getWidth(), image.getHeight()));
    int width = (int) Math.max(1, image.getWidth() * scale);
    int height = (int) Math.max(1, image.getHeight() * scale);
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D drawing = small.createGraphics();
    drawing.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    drawing.drawImage(image, 0, 0, width, height, null);
    drawing.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(small, "jpg", out);
    return Picture.of(out.toByteArray());
  }

  @Command(name = "send-voice", description = "Sends something spoken.")
  void sendVoice(
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--length", paramLabel = "TIME", description = "as 12s; WAV says it itself")
          Optional<Duration> length,
      @Option(names = "--type", description = "media type") Optional<String> type,
      @Mixin Sending how)
      throws IOException {
    Duration spoken = length.isPresent() ? length.get() : length(file);
    byte[] bytes = Files.readAllBytes(file);
    send(MessageContent.voiceNote(name(file), type(file, type), bytes, spoken), how);
  }

  private static Duration length(Path file) throws IOException {
    try {
      AudioFileFormat format = AudioSystem.getAudioFileFormat(file.toFile());
      double seconds = format.getFrameLength() / (double) format.getFormat().getFrameRate();
      return Duration.ofMillis((long) (seconds * 1000));
    } catch (UnsupportedAudioFileException e) {
      throw refusal("How long it is cannot be read here: say it by --length");
    }
  }

  @Command(description = "Writes the file, image or voice note of a message to a file.")
  void save(@Parameters(paramLabel = "MESSAGE") String id, @Parameters(paramLabel = "FILE") Path to)
      throws IOException {
    Attachment attachment =
        Attachment.of(message(id).content()).orElseThrow(() -> refusal("It has no file"));
    Files.write(to, room().download(attachment));
  }

  private static String name(Path file) {
    return file.toAbsolutePath().getFileName().toString();
  }

  private static String type(Path file, Optional<String> said) throws IOException {
    Optional<String> found = Optional.ofNullable(Files.probeContentType(file));
    return said.or(() -> found).orElse("application/octet-stream");
  }
}
