@NullMarked
package eu.paravent.server.privacy.control;

import org.jspecify.annotations.NullMarked;
