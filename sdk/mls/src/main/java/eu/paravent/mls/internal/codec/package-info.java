/** TLS presentation language (RFC 9420 §2.1). */
@org.jspecify.annotations.NullMarked
package eu.paravent.mls.internal.codec;
