/** What one device of a person hands to another: what was said before that one came. */
package eu.paravent.client.history;
