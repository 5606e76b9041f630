/** Primitives on Bouncy Castle and the JDK, HPKE, and the labelled functions of RFC 9420 §5. */
@org.jspecify.annotations.NullMarked
package eu.paravent.mls.internal.provider;
