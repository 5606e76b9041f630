/** One group: what all can see, what only this client knows, and how both move on. */
@org.jspecify.annotations.NullMarked
package eu.paravent.mls.internal.group;
