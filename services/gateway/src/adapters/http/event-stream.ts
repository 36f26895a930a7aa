const LAST_WORD = Buffer.from(`event: end\ndata: ${JSON.stringify({ reason: 'shutting_down' })}\n\n`);
const FRAME_END = Buffer.from('\n\n');

const stopOf = (closing: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    if (closing.aborted) resolve(undefined);
    closing.addEventListener('abort', () => resolve(undefined), { once: true });
  });

/**
 * Copies an event stream until the gateway stops, and then says its `end` as the services do. In the middle of an event nothing is added, so
 * that the client drops the half and takes the stream up again from the one before.
 */
export const untilStop = (closing: AbortSignal) =>
  async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const stop = stopOf(closing);
    const chunks = source[Symbol.asyncIterator]();
    let isBetweenEvents = true;
    for (;;) {
      const next = await Promise.race([chunks.next(), stop]);
      if (next === undefined && isBetweenEvents) yield LAST_WORD;
      if (next === undefined || next.done === true) return;
      isBetweenEvents = next.value.subarray(-FRAME_END.length).equals(FRAME_END);
      yield next.value;
    }
  };
