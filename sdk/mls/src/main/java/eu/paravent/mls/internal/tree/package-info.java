/** The ratchet tree and TreeKEM (RFC 9420 §4, §7). */
@org.jspecify.annotations.NullMarked
package eu.paravent.mls.internal.tree;
