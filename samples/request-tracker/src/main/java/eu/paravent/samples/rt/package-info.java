/** Conversations about the tickets of a Request Tracker. */
@org.jspecify.annotations.NullMarked
package eu.paravent.samples.rt;
