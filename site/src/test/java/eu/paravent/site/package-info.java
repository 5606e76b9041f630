/** The site as its readers meet it. */
@NullMarked
package eu.paravent.site;

import org.jspecify.annotations.NullMarked;
