/** Conversations about the sales of a Tryton. */
@org.jspecify.annotations.NullMarked
package eu.paravent.samples.tryton;
