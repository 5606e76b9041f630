/**
 * Where private state is kept: bytes in, bytes out, one atomic write (RFC 9420 §6.3.1, §9.2, §14).
 */
@org.jspecify.annotations.NullMarked
package eu.paravent.mls.storage;
