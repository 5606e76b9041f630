package eu.paravent.web.jdk.java.util;

import java.util.Date;
import java.util.TimeZone;

/** {@code java.util.SimpleTimeZone}, of which libraries need UTC. */
public final class SimpleTimeZone extends TimeZone {
  private static final long serialVersionUID = 1L;

  private int offset;

  public SimpleTimeZone(int offset, String id) {
    this.offset = offset;
    setID(id);
  }

  @Override
  public int getOffset(int era, int year, int month, int day, int dayOfWeek, int time) {
    return offset;
  }

  @Override
  public int getRawOffset() {
    return offset;
  }

  @Override
  public boolean inDaylightTime(Date time) {
    return false;
  }

  @Override
  public void setRawOffset(int offset) {
    this.offset = offset;
  }

  @Override
  public boolean useDaylightTime() {
    return false;
  }
}
