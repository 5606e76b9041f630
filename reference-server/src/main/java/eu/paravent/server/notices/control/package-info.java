@NullMarked
package eu.paravent.server.notices.control;

import org.jspecify.annotations.NullMarked;
