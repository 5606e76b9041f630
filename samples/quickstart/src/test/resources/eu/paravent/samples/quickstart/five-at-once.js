/**
 * One rings, one is there, and three more answer in the same moment: calls of one page, with real
 * connections. Who was too late is told so, and the other four are all connected with each other.
 *
 * Reports how many connections each has, and who was told that it is full.
 */
async () => {
  const { Call, fresh } = await import('/web/call.js');
  const id = fresh();
  const key = btoa('\0'.repeat(32));
  const log = [];
  const people = [];
  let held = false;

  /** Everybody reads all that is said, in one order, but for what they say themselves. */
  const deliver = () => {
    for (const one of people) {
      while (!held && one.read < log.length) {
        one.read += 1;
        one.call.take(log[one.read - 1]).catch(() => {});
      }
    }
  };
  const comes = async (name) => {
    const number = people.length;
    const one = { name, read: log.length, full: false };
    const way = {
      signal: async (said) => {
        log.push({ ...said, sender: name });
        setTimeout(deliver);
      },
      key: async () => ({ epoch: 1, member: number, key }),
      relay: async () => ({ iceServers: [], iceTransportPolicy: 'all' }),
      changed: () => {},
      gone: () => {},
      full: () => {
        one.full = true;
        one.call.say('leave');
        one.call.end();
      },
    };
    one.call = await Call.begin(way, id, false);
    people.push(one);
    return one;
  };
  const connected = ({ call }) => [...call.peers.values()].filter((peer) => peer.connected).length;
  const until = async (condition) => {
    const end = performance.now() + 120_000;
    while (!condition()) {
      if (performance.now() > end) {
        throw new Error(JSON.stringify(people.map((one) => [one.name, one.full, one.call.peers.size, connected(one)])));
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  const alice = await comes('alice');
  const bob = await comes('bob');
  await alice.call.ring();
  await bob.call.join();
  await until(() => connected(alice) === 1 && connected(bob) === 1);
  held = true;
  const late = [await comes('carol'), await comes('dora'), await comes('emil')];
  for (const { call } of late) {
    await call.join();
  }
  held = false;
  deliver();
  const inside = people.slice(0, 4);
  await until(() => people[4].full && inside.every((one) => one.call.peers.size === 3 && connected(one) === 3));
  const found = Object.fromEntries(people.map((one) => [one.name, one.full ? 'full' : connected(one)]));
  people.forEach(({ call }) => call.end());
  return found;
}
