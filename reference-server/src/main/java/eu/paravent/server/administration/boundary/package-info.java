@NullMarked
package eu.paravent.server.administration.boundary;

import org.jspecify.annotations.NullMarked;
