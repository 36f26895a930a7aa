export type SentEvent = { readonly id: string; readonly event: string; readonly data: Record<string, unknown> };

export type EventStream = { readonly events: readonly SentEvent[]; close(): void };

const parseFrame = (frame: string): SentEvent | undefined => {
  const fields = new Map(frame.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
  const data = fields.get('data');
  return data === undefined ? undefined : { id: fields.get('id') ?? '', event: fields.get('event') ?? 'message', data: JSON.parse(data) };
};

/** Reads server-sent events with fetch, as a browser client with a token does. */
export const readEvents = async (
  service: { readonly url: string },
  path: string,
  { token, headers }: { readonly token: string; readonly headers?: Readonly<Record<string, string>> },
): Promise<EventStream> => {
  const abort = new AbortController();
  const response = await fetch(`${service.url}${path}`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
    signal: abort.signal,
  });
  if (response.status !== 200 || response.body === null) throw new Error(`The stream answered ${response.status}.`);
  const events: SentEvent[] = [];
  const read = async (body: ReadableStream<Uint8Array>) => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      const frames = text.split('\n\n');
      text = frames.pop() ?? '';
      events.push(...frames.flatMap((frame) => parseFrame(frame) ?? []));
    }
  };
  void read(response.body).catch(() => undefined);
  return { events, close: () => abort.abort() };
};
