@NullMarked
package eu.paravent.server.attachments;

import org.jspecify.annotations.NullMarked;
