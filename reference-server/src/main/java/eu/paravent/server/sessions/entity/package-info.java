@NullMarked
package eu.paravent.server.sessions.entity;

import org.jspecify.annotations.NullMarked;
