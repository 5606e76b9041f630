/** The MLS core in a real browser, beside the same core in Java. */
@org.jspecify.annotations.NullMarked
package eu.paravent.web.interop;
