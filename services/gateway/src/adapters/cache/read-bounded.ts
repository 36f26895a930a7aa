import { Readable } from 'node:stream';

export type BoundedBody = { readonly whole: Buffer } | { readonly tooLong: Readable };

async function* rest(begun: readonly Buffer[], source: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* begun;
    for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
  } finally {
    await source.return?.();
  }
}

/** The whole body if it is small; a stream of all of it, from its first byte, once it turns out not to be. @throws when it breaks off. */
export const readBounded = async (body: AsyncIterable<Buffer>, bytesMax: number): Promise<BoundedBody> => {
  const source = body[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for (let next = await source.next(); next.done !== true; next = await source.next()) {
    chunks.push(next.value);
    bytes += next.value.length;
    if (bytes > bytesMax) return { tooLong: Readable.from(rest(chunks, source), { objectMode: false }) };
  }
  return { whole: Buffer.concat(chunks, bytes) };
};
