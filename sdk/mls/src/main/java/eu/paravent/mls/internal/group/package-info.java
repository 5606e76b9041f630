/**
 * One group: what all can see, what only this client knows, and how both move on (RFC 9420 §7.3,
 * §10 to §12, §14).
 */
@org.jspecify.annotations.NullMarked
package eu.paravent.mls.internal.group;
