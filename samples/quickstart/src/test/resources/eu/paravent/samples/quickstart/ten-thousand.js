/**
 * Ten thousand messages in the real view, in place of whatever the page shows: scrolled from the
 * newest to the oldest and back. The client is one that has them all and does nothing else.
 *
 * Reports how many were seen, the most rows that the page had at once, by how many pixels at most
 * what was in view moved other than by scrolling, and how long frames took.
 */
async () => {
  const COUNT = 10_000;
  const { ConversationView } = await import('/web/conversation.js');
  const { show } = await import('/web/dom.js');

  const alice = 'mimi://acme.example/u/alice';
  const gina = 'mimi://acme.example/g/AAAAAAAAAAAAAAAAAAAAAA/gina';
  const message = (n) => ({
    id: `m${n}`,
    position: n,
    sender: n % 3 ? alice : gina,
    own: n % 3 === 0,
    time: new Date(1_760_000_000_000 + n * 60_000).toISOString(),
    state: 'ACCEPTED',
    kind: 'text',
    text: `Message ${n} ${'about **windows** and doors '.repeat(n % 5)}`,
    inReplyTo: n % 7 === 0 && n > 1 ? `m${n - 1}` : undefined,
    edited: false,
    mentions: [],
    receipts: [],
    reactions: n % 11 === 0 ? [{ by: alice, emoji: '👍' }] : [],
  });
  const conversation = {
    id: 'AAAAAAAAAAAAAAAAAAAAAA',
    title: 'Ten thousand',
    active: true,
    participants: [
      { id: alice, name: 'Alice', organisation: 'acme.example', guest: false, self: false, mention: '' },
      { id: gina, name: 'Gina', organisation: 'acme.example', guest: true, self: true, mention: '' },
    ],
  };
  const client = {
    call: async (method, { before, limit } = {}) => {
      if (method === 'messages') {
        const to = before ? Number(before.slice(1)) - 1 : COUNT;
        const from = Math.max(1, to - limit + 1);
        return { messages: Array.from({ length: to - from + 1 }, (_, i) => message(to - i)) };
      }
      return { connection: { online: true }, conversation, notice: false }[method] ?? true;
    },
  };
  const view = new ConversationView(client, conversation, {});
  await view.open(show());

  const list = document.querySelector('.messages');
  /** The next frame; a browser that draws none for a while, as one without a screen may, does not hold up the rest. */
  const frame = () =>
    new Promise((resolve) => {
      requestAnimationFrame(resolve);
      setTimeout(() => resolve(performance.now()), 250);
    });
  const seen = new Set();
  const frames = [];
  // whoever scrolls has seen the page first
  for (let still = 0; still < 30; still += 1) {
    await frame();
  }
  let last = performance.now();
  let rowsMost = 0;
  let movedMost = 0;

  /** The first message in view. */
  const first = () => {
    const { top } = list.getBoundingClientRect();
    return [...list.querySelectorAll('.message')].find((row) => row.getBoundingClientRect().bottom > top);
  };
  const scroll = async (by) => {
    const row = first();
    const before = row.getBoundingClientRect().top;
    const from = list.scrollTop;
    list.scrollTop += by;
    const moved = list.scrollTop - from;
    const shown = await frame();
    frames.push(shown - last);
    last = shown;
    const rows = [...list.querySelectorAll('.message')];
    rows.forEach(({ dataset }) => seen.add(dataset.id));
    rowsMost = Math.max(rowsMost, rows.length);
    if (row.isConnected) {
      movedMost = Math.max(movedMost, Math.abs(before - row.getBoundingClientRect().top - moved));
    }
  };
  const at = (id) => list.querySelector(`[data-id="${id}"]`);

  for (let steps = 0; steps < 2_000 && !(at('m1') && list.scrollTop === 0); steps += 1) {
    await scroll(-4_500);
  }
  const oldest = first().dataset.id;
  for (let steps = 0; steps < 20; steps += 1) {
    await scroll(4_500);
  }
  const middle = first().dataset.id;
  document.querySelector('.jump').click();
  await frame();
  const newest = list.querySelector('.message:last-of-type').dataset.id;
  frames.sort((a, b) => a - b);
  view.close();
  return {
    seen: seen.size,
    rowsMost,
    movedMost,
    oldest,
    middle,
    newest,
    atEnd: list.scrollHeight - list.scrollTop - list.clientHeight < 2,
    frames: frames.length,
    longest: frames.at(-1),
    median: frames[Math.floor(frames.length / 2)],
    over50: frames.filter((took) => took > 50).length,
  };
};
