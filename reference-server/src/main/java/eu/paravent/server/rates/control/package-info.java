@NullMarked
package eu.paravent.server.rates.control;

import org.jspecify.annotations.NullMarked;
