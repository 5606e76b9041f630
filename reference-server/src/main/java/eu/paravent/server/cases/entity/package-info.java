@NullMarked
package eu.paravent.server.cases.entity;

import org.jspecify.annotations.NullMarked;
