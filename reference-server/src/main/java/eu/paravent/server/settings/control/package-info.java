@NullMarked
package eu.paravent.server.settings.control;

import org.jspecify.annotations.NullMarked;
