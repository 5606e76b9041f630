package eu.paravent.web.jdk.javax.security.auth;

/** {@code javax.security.auth.Destroyable}. */
public interface Destroyable {
  default void destroy() {}

  default boolean isDestroyed() {
    return false;
  }
}
