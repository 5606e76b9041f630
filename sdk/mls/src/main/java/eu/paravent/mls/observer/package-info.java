/** Following a group without its secrets: what a delivery service runs (RFC 9750 §3). */
@org.jspecify.annotations.NullMarked
package eu.paravent.mls.observer;
