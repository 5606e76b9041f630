@NullMarked
package eu.paravent.server.rates.boundary;

import org.jspecify.annotations.NullMarked;
