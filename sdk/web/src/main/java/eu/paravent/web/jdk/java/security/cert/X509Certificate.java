package eu.paravent.web.jdk.java.security.cert;

/** {@code java.security.cert.X509Certificate}: named by libraries, made by no one. */
public abstract class X509Certificate extends Certificate {}
