/** The reference server: the delivery service of Paravent. */
@NullMarked
package eu.paravent.server;

import org.jspecify.annotations.NullMarked;
