package eu.paravent.server.audit.control;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;

/**
 * The server's key in a file of its own, so that whoever has the database has not the key. Two
 * lines: the private half (PKCS#8) and the public half, in base64.
 */
final class KeyFile {
  private final Path path;

  KeyFile(Path path) {
    this.path = path;
  }

  /** What is in it; made where it is not there, readable by the server's account only. */
  SigningKey key() {
    try {
      if (!Files.exists(path)) {
        write(SigningKey.create());
      }
      return read();
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "The key of the audit log in "
              + path
              + " cannot be read or made. Check PARAVENT_AUDIT_KEY_FILE and who may write there,"
              + " start again. Nothing was deployed.",
          e);
    }
  }

  private SigningKey read() throws IOException, GeneralSecurityException {
    List<String> lines = Files.readAllLines(path);
    if (lines.size() < 2) {
      throw new IOException("The file is not whole");
    }
    return SigningKey.of(
        Base64.getDecoder().decode(lines.get(0).strip()),
        Base64.getDecoder().decode(lines.get(1).strip()));
  }

  private void write(SigningKey key) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException("It names no file");
    }
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, "audit", ".key", ownerOnly(folder));
    Files.write(
        draft,
        List.of(
            Base64.getEncoder().encodeToString(key.insecureExportPrivateKey()),
            Base64.getEncoder().encodeToString(key.publicKey())),
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.SYNC);
    try {
      // whole or not at all, and never over one that another node made meanwhile
      Files.createLink(path, draft);
    } catch (FileAlreadyExistsException e) {
      // then that one holds
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
    FileStore store = Files.getFileStore(folder);
    return store.supportsFileAttributeView("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
