package eu.paravent.server.nodes;

import eu.paravent.client.spi.Transport.Request;
import eu.paravent.client.spi.Transport.Response;
import eu.paravent.server.testing.WildFlyProcess;
import eu.paravent.testkit.fault.Fault;
import eu.paravent.testkit.fault.Faults;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/**
 * Commands at random: people talk and commit, connections break, requests come twice and out of
 * turn, answers are lost, nodes do not hear of each other and now and then one is killed. The same
 * seed gives the same commands, not the same timing.
 */
final class RandomWalk {
  private static final int MANY = 1_000, KINDS = 40, PAUSE_MOST = 20;
  private static final List<String> WRITERS = List.of("alice", "bob", "carol");

  private final Random random;
  private final TwoNodes nodes;
  private final Crowd crowd;
  private int invites;

  RandomWalk(long seed, TwoNodes nodes, Crowd crowd) {
    this.random = new Random(seed);
    this.nodes = nodes;
    this.crowd = crowd;
  }

  /** In the end everything is whole again, and what was begun goes on. */
  void run(int commands) throws Exception {
    try {
      for (int i = 1; i <= commands; i++) {
        step(i);
        if (i % MANY == 0) {
          restart(random.nextBoolean() ? nodes.first : nodes.second);
        }
        Thread.sleep(random.nextInt(PAUSE_MOST));
      }
    } finally {
      nodes.balancer.beGood();
      nodes.balancer.cutAll();
      WRITERS.forEach(name -> crowd.connection(name).heal());
    }
  }

  private void step(int number) {
    String name = WRITERS.get(random.nextInt(WRITERS.size()));
    switch (random.nextInt(KINDS)) {
      case 0 -> nodes.balancer.cutAll();
      case 1 -> nodes.balancer.cutAtRandom(new Random(random.nextLong()));
      case 2, 3 -> nodes.balancer.beGood();
      case 4 -> nodes.cutNews();
      case 5 -> next(name, RandomWalk::twice);
      case 6 -> next(name, Faults.loseAnswer());
      case 7 -> next(name, Faults.loseRequest());
      case 8 -> crowd.connection(name).doublePush();
      case 9 -> crowd.connection(name).reorderPush();
      case 10 -> crowd.connection(name).dropPush();
      case 11, 12, 13 -> {
        crowd.connection(name).heal();
        crowd.connection(name).cutPush();
      }
      case 14 -> crowd.invite(name, "invite " + ++invites);
      default -> crowd.say(name, "message " + number);
    }
  }

  /** Of the writes of this person, since reads change nothing anyway. */
  private void next(String name, Fault fault) {
    crowd.connection(name).once(request -> !request.method().equals("GET"), fault);
  }

  private static Response twice(Request request, Fault.Onwards onwards)
      throws IOException, InterruptedException {
    onwards.exchange(request);
    return onwards.exchange(request);
  }

  private static void restart(WildFlyProcess node) {
    node.kill();
    node.start();
  }
}
