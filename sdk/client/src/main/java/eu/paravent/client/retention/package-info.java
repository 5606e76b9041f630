/** How long what is said in a conversation is kept, and why. */
package eu.paravent.client.retention;
