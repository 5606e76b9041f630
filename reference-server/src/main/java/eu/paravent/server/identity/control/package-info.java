@NullMarked
package eu.paravent.server.identity.control;

import org.jspecify.annotations.NullMarked;
