/** The chat client in a browser: its memory, its way to the server, its door to the page. */
@org.jspecify.annotations.NullMarked
package eu.paravent.web;
