package eu.paravent.web.jdk.java.time.temporal;

/** {@code java.time.temporal.TemporalAmount}: a duration, always. */
public interface TemporalAmount {}
