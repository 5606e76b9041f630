/** What the client needs to be compiled for a browser; none of it gets there. */
@org.jspecify.annotations.NullMarked
package eu.paravent.web.compiler;
