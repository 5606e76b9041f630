/** What is said: texts, files, places, cards, polls. */
@org.jspecify.annotations.NullMarked
package eu.paravent.client.message;
