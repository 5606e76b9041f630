/**
 * Cipher suites as data, secrets as objects, and the door for other implementations of the
 * primitives.
 */
@org.jspecify.annotations.NullMarked
package eu.paravent.mls.crypto;
