@NullMarked
package eu.paravent.server.attachments.entity;

import org.jspecify.annotations.NullMarked;
