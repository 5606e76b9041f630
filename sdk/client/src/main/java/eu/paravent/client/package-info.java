/** The chat client: conversations, the people in them, and what went wrong. */
@org.jspecify.annotations.NullMarked
package eu.paravent.client;
