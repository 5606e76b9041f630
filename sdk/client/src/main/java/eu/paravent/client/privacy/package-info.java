/** What people can ask for about their own data (GDPR Art. 15 to 21), as far as clients do it. */
package eu.paravent.client.privacy;
