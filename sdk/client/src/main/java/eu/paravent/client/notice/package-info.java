/** Who a company is, what happens with personal data there, and what people signed about it. */
package eu.paravent.client.notice;
