@NullMarked
package eu.paravent.server.administration;

import org.jspecify.annotations.NullMarked;
