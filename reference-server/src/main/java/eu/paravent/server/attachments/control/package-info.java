@NullMarked
package eu.paravent.server.attachments.control;

import org.jspecify.annotations.NullMarked;
