/** The few pages a person may see: the start page and the page behind a guest link. */
@NullMarked
package eu.paravent.server.pages;

import org.jspecify.annotations.NullMarked;
