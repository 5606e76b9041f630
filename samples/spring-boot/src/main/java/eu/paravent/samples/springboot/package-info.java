/** The chat client as a Spring bean. */
@org.jspecify.annotations.NullMarked
package eu.paravent.samples.springboot;
