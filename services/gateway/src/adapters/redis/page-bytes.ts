import { z } from 'zod';
import type { KeptPage } from '../../domain/cached-page.ts';

const headSchema = z.object({
  headers: z.record(z.string(), z.string()),
  madeAtMs: z.number(),
  freshUntilMs: z.number(),
  staleUntilMs: z.number(),
  generations: z.array(z.string()),
});

/** A page with the generations of its tags as they were before it was made; once one of them differs it is an old page. */
export type StoredPage = { readonly page: KeptPage; readonly generations: readonly string[] };

const LENGTH_BYTES = 4;

/** The head's length, the head, the body as it is. */
export const toBytes = ({ page: { body, ...head }, generations }: StoredPage): Buffer => {
  const text = Buffer.from(JSON.stringify({ ...head, generations }));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text, body]);
};

export const fromBytes = (bytes: Buffer): StoredPage => {
  const end = LENGTH_BYTES + bytes.readUInt32BE(0);
  const { generations, ...head } = headSchema.parse(JSON.parse(bytes.subarray(LENGTH_BYTES, end).toString()));
  return { page: { ...head, body: bytes.subarray(end) }, generations };
};
