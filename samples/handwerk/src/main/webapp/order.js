// A browser that is new makes its keys first; then whoever is signed in is let into the order's conversation.
document.querySelector('paravent-chat').addEventListener('paravent-ready', async () => {
  try {
    while ((await fetch(`${location.pathname}/chat`, { method: 'POST' })).status === 202) {
      await new Promise((later) => setTimeout(later, 1000));
    }
  } catch {
    // the page is left, or its server is away: the next visit asks again
  }
});
