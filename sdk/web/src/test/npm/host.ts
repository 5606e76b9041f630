// A host page in TypeScript, compiled with all strictness against the types of the package.
import { ParaventChat, type Certificates, type DeviceRequest, type Unread, type Wish } from 'paravent-chat';

const chat: ParaventChat = document.createElement('paravent-chat');
chat.setAttribute('server', 'https://chat.acme.example');
chat.enroller = async (request: DeviceRequest): Promise<Certificates> => {
  const answer = await fetch('/chat/enrol', { method: 'POST', body: JSON.stringify(request) });
  return (await answer.json()) as Certificates;
};

const wish: Wish = { type: 'sales-order', key: 'SO-4711', title: 'Order SO-4711', participants: [], alone: true };
chat.show(wish);
chat.show(null);
chat.showList();
chat.refreshTheme();

const unread: Unread = chat.unread;
export const badge: number = unread.total;

chat.addEventListener('paravent-ready', () => {});
chat.addEventListener('paravent-unread', ({ detail }) => {
  const first: string | undefined = detail.conversations[0]?.reference?.key;
  document.title = `${detail.total} ${first ?? ''}`;
});
document.addEventListener('paravent-open', ({ detail }) => detail.id.toUpperCase());
document.addEventListener('paravent-error', ({ detail }) => detail.code.toUpperCase());

// what the types are to refuse: each of these lines has to be an error
// @ts-expect-error no conversation without a reference
chat.show({ title: 'Order' });
// @ts-expect-error what is unread is told, not set
chat.unread = { total: 0, conversations: [] };
// @ts-expect-error the answer has certificates
chat.enroller = async () => ({});
// @ts-expect-error events carry no text of messages
chat.addEventListener('paravent-unread', ({ detail }) => detail.text);
