package eu.paravent.testkit.internal;

import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.invites.PendingJoinRequest;
import eu.paravent.testkit.fault.Malice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Turns the server in memory. */
final class MemoryMalice implements Malice {
  private final Object lock;
  private final Surroundings surroundings;
  private final Groups groups;
  private final KeyPackages keyPackages;
  private final JoinRequests joinRequests;
  private final Welcomes welcomes;
  private final PushHub push;

  MemoryMalice(
      Object lock,
      Surroundings surroundings,
      Groups groups,
      KeyPackages keyPackages,
      JoinRequests joinRequests,
      Welcomes welcomes,
      PushHub push) {
    this.lock = lock;
    this.surroundings = surroundings;
    this.groups = groups;
    this.keyPackages = keyPackages;
    this.joinRequests = joinRequests;
    this.welcomes = welcomes;
    this.push = push;
  }

  @Override
  public Held hold(String groupId) {
    synchronized (lock) {
      Group group = groups.known(groupId);
      group.hold();
      return new HeldEntries(group);
    }
  }

  @Override
  public void inject(String groupId, String kind, long epoch, byte[] message) {
    synchronized (lock) {
      show(groups.known(groupId), new LogEntry(0, kind, epoch, message, surroundings.now()));
    }
  }

  @Override
  public void replay(String groupId, long sequence) {
    synchronized (lock) {
      Group group = groups.known(groupId);
      show(group, entry(group, sequence));
    }
  }

  @Override
  public void overwrite(String groupId, long sequence, byte[] message) {
    synchronized (lock) {
      Group group = groups.known(groupId);
      LogEntry old = entry(group, sequence);
      group
          .log()
          .set(
              (int) sequence - 1,
              new LogEntry(sequence, old.kind(), old.epoch(), message.clone(), old.receivedAt()));
    }
  }

  @Override
  public void forgetNewest(String groupId, int count) {
    synchronized (lock) {
      List<LogEntry> log = groups.known(groupId).log();
      List<LogEntry> newest = log.subList(log.size() - count, log.size());
      if (newest.stream().anyMatch(entry -> entry.kind().equals(LogEntry.COMMIT))) {
        throw new IllegalArgumentException("A commit is among the newest " + count);
      }
      newest.clear();
    }
  }

  @Override
  public void swapKeyPackage(String deviceUri, byte[] keyPackage) {
    synchronized (lock) {
      keyPackages.swap(deviceUri, keyPackage.clone());
    }
  }

  @Override
  public void answerWithGroupInfoOf(String groupId, long epoch) {
    synchronized (lock) {
      groups.known(groupId).pretendEpoch(epoch);
    }
  }

  @Override
  public void injectWelcome(String deviceUri, String groupId, long sequence, byte[] welcome) {
    // an id of no group here is as good
    Base64Url.decode(groupId);
    synchronized (lock) {
      welcomes.add(Set.of(deviceUri), groupId, sequence, welcome.clone());
    }
  }

  @Override
  public byte[] groupInfo(String groupId) {
    synchronized (lock) {
      return groups.known(groupId).epoch().groupInfo().clone();
    }
  }

  @Override
  public List<LogEntry> log(String groupId) {
    synchronized (lock) {
      return List.copyOf(groups.known(groupId).log());
    }
  }

  @Override
  public List<PendingJoinRequest> waitingGuests(String groupId) {
    synchronized (lock) {
      return joinRequests.waiting(groupId);
    }
  }

  @Override
  public void repent() {
    synchronized (lock) {
      keyPackages.swapNothing();
      groups.all().forEach(Group::pretendNothing);
    }
  }

  private static LogEntry entry(Group group, long sequence) {
    if (sequence < 1 || sequence > group.head()) {
      throw new IllegalArgumentException("The log has no entry " + sequence);
    }
    return group.log().get((int) sequence - 1);
  }

  private void show(Group group, LogEntry like) {
    LogEntry entry =
        new LogEntry(
            group.head() + 1,
            like.kind(),
            like.epoch(),
            like.message().clone(),
            surroundings.now());
    group.log().add(entry);
    push.entry(group, entry);
  }

  private final class HeldEntries implements Held {
    private final Group group;

    HeldEntries(Group group) {
      this.group = group;
    }

    @Override
    public int size() {
      synchronized (lock) {
        return group.held().size();
      }
    }

    @Override
    public void release(int... order) {
      synchronized (lock) {
        List<LogEntry> held = new ArrayList<>(group.held());
        group.stopHolding();
        for (int position : order) {
          show(group, held.get(position));
        }
      }
    }

    @Override
    public void releaseAll() {
      synchronized (lock) {
        release(IntStream.range(0, group.held().size()).toArray());
      }
    }
  }
}
