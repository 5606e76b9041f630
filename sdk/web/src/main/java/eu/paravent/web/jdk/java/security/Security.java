package eu.paravent.web.jdk.java.security;

import org.jspecify.annotations.Nullable;

/** {@code java.security.Security} where nothing is configured. */
public final class Security {
  private Security() {}

  public static @Nullable String getProperty(String key) {
    return null;
  }
}
