/** Company profiles as they are signed, and checked. */
package eu.paravent.client.internal.notice;
