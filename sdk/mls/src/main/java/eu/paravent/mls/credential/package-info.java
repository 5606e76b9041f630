/** Credentials (RFC 9420 §5.3), and who judges them. */
@org.jspecify.annotations.NullMarked
package eu.paravent.mls.credential;
