package eu.paravent.web.jdk.javax.crypto;

import eu.paravent.web.jdk.java.security.Key;

/** {@code javax.crypto.SecretKey}. */
public interface SecretKey extends Key {}
