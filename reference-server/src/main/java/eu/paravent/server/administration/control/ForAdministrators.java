package eu.paravent.server.administration.control;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * For people and not for devices: the token is one of the organisation's own issuer, and {@link
 * Administrators} looks at it. Beside {@link eu.paravent.server.sessions.control.OpenToAll}, which
 * keeps it from being taken for a device's, and has refusals counted as guesses.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ForAdministrators {}
