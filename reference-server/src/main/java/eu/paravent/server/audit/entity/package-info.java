@NullMarked
package eu.paravent.server.audit.entity;

import org.jspecify.annotations.NullMarked;
