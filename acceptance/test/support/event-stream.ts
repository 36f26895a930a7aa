type Event = { readonly id?: string; readonly name: string; readonly data: any };

export type EventStream = {
  readonly status: number;
  readonly headers: Headers;
  readonly events: readonly Event[];
  readonly ended: () => boolean;
  readonly close: () => void;
};

const parse = (block: string): Event | undefined => {
  const fields = new Map(block.split('\n').filter((line) => !line.startsWith(':')).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()])); // prettier-ignore
  const data = fields.get('data');
  if (data === undefined) return undefined;
  const id = fields.get('id');
  return { name: fields.get('event') ?? 'message', data: JSON.parse(data), ...(id === undefined ? {} : { id }) };
};

/** The event stream of an order at one address, from the event after `lastEventId` on. */
export const eventStream = async (
  url: string,
  { token, orderId, lastEventId }: { readonly token: string; readonly orderId: string; readonly lastEventId?: string },
): Promise<EventStream> => {
  const control = new AbortController();
  const response = await fetch(`${url}/v1/orders/${orderId}/events`, {
    signal: control.signal,
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
  });
  const events: Event[] = [];
  let over = false;
  const read = async (): Promise<void> => {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const piece of response.body ?? []) {
      const blocks = (rest + decoder.decode(piece as Uint8Array, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      events.push(...blocks.map(parse).filter((event) => event !== undefined));
    }
    over = true;
  };
  void read().catch(() => (over = true));
  return { status: response.status, headers: response.headers, events, ended: () => over, close: () => control.abort() };
};
