import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type express from 'express';
import type { KeptPage } from '../../domain/cached-page.ts';

export type Encoding = 'br' | 'gzip' | 'identity';

const THRESHOLD_BYTES = 1_024;
const BROTLI_QUALITY = 5;

const compress: Readonly<Record<Exclude<Encoding, 'identity'>, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: (body) => promisify(gzip)(body),
};

/** A page is compressed once for all who read it. */
const compressed = new WeakMap<KeptPage, Map<Encoding, Promise<Buffer>>>();

export const encodingFor = (request: express.Request, page: KeptPage): Encoding => {
  if (page.body.length < THRESHOLD_BYTES || request.headers['accept-encoding'] === undefined) return 'identity';
  const chosen = request.acceptsEncodings('br', 'gzip', 'identity');
  return chosen === 'br' || chosen === 'gzip' ? chosen : 'identity';
};

export const encodedBody = (page: KeptPage, encoding: Encoding): Promise<Buffer> | Buffer => {
  if (encoding === 'identity') return page.body;
  const ofPage = compressed.get(page) ?? new Map<Encoding, Promise<Buffer>>();
  compressed.set(page, ofPage);
  const known = ofPage.get(encoding) ?? compress[encoding](page.body);
  ofPage.set(encoding, known);
  return known;
};
