@NullMarked
package eu.paravent.server.architecture;

import org.jspecify.annotations.NullMarked;
