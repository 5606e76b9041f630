/** Messages and what they carry (RFC 9420 §6, §12). */
@org.jspecify.annotations.NullMarked
package eu.paravent.mls.internal.framing;
