/** What is said: texts and files. */
@org.jspecify.annotations.NullMarked
package eu.paravent.client.message;
