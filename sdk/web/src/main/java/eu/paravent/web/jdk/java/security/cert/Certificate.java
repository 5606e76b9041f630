package eu.paravent.web.jdk.java.security.cert;

/** {@code java.security.cert.Certificate}: named by libraries, made by no one. */
public abstract class Certificate {}
