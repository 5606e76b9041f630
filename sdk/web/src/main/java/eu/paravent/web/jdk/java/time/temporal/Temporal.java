package eu.paravent.web.jdk.java.time.temporal;

/** {@code java.time.temporal.Temporal}: an instant, always. */
public interface Temporal {}
