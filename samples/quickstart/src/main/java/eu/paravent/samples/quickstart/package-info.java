/** Two members of staff and a guest talk end to end through a real server. */
@org.jspecify.annotations.NullMarked
package eu.paravent.samples.quickstart;
