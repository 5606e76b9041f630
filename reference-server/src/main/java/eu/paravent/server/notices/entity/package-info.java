@NullMarked
package eu.paravent.server.notices.entity;

import org.jspecify.annotations.NullMarked;
