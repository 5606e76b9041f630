package eu.paravent.web.jdk.java.security;

/** {@code java.security.Provider}: there is none to choose from. */
public abstract class Provider {
  public String getName() {
    return "browser";
  }
}
