package eu.paravent.web.jdk.java.security;

/** {@code java.security.Key} as far as the client uses it. */
public interface Key {
  byte[] getEncoded();
}
