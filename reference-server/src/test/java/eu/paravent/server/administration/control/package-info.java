@NullMarked
package eu.paravent.server.administration.control;

import org.jspecify.annotations.NullMarked;
