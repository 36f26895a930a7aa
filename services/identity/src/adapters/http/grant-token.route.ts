import { route } from '@wadah/http';
import { reject, type Rejection } from '@wadah/kit';
import { z } from 'zod';
import type { GrantTokenUseCase } from '../../app/grant-token.ts';

const text = (max: number) => z.string().max(max);

/** RFC 6749 §3.2: parameters that are not known are ignored. */
const form = z.looseObject({
  grant_type: text(100),
  client_id: text(100).optional(),
  client_secret: text(500).optional(),
  scope: text(500).optional(),
  audience: text(100).optional(),
});

const errors: Readonly<Record<string, string>> = {
  'invalid-client': 'invalid_client',
  'invalid-scope': 'invalid_scope',
  'unsupported-grant-type': 'unsupported_grant_type',
  'validation-failed': 'invalid_request',
  busy: 'temporarily_unavailable',
};

/** RFC 6749 §5.2 in place of a problem document. */
const oauthError = ({ code, detail }: Rejection, status: number) => ({
  status,
  body: { error: errors[code] ?? (status >= 500 ? 'server_error' : 'invalid_request'), error_description: detail },
});

type Credentials = { readonly clientId: string; readonly clientSecret: string };

const decoded = (word: string): string => {
  try {
    return decodeURIComponent(word.replaceAll('+', ' '));
  } catch {
    return word;
  }
};

/** From the Basic header (RFC 6749 §2.3.1, each part form-encoded), else from the body. */
const credentialsOf = (header: string | undefined, body: z.output<typeof form>): Credentials => {
  const basic = /^basic ([\w+/=-]+)$/i.exec(header ?? '')?.[1];
  if (basic === undefined) return { clientId: body.client_id ?? '', clientSecret: body.client_secret ?? '' };
  const [id = '', ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return { clientId: decoded(id), clientSecret: decoded(secret.join(':')) };
};

const CLIENT_ID = /^(cli_[0-9a-f-]{36}|service-[a-z]{1,30})$/;

export const grantTokenRoute = (grant: GrantTokenUseCase) =>
  route({
    operation: 'oauthToken',
    method: 'post',
    path: '/oauth/token',
    summary: 'An access token for a client’s own credentials (RFC 6749 §4.4).',
    tags: ['staff'],
    auth: 'open',
    limitClass: 'auth',
    idempotency: 'none',
    bodyType: 'form',
    body: form,
    responses: {
      200: z.object({ access_token: z.string(), token_type: z.literal('Bearer'), expires_in: z.int(), scope: z.string() }),
    },
    problems: ['invalid-client', 'invalid-scope', 'unsupported-grant-type'],
    problemView: oauthError,
    handle: async ({ body, raw }) => {
      if (body.grant_type !== 'client_credentials') {
        return reject('invalid', 'unsupported-grant-type', 'Only client_credentials is supported here.');
      }
      const credentials = credentialsOf(raw.headers.authorization, body);
      if (!CLIENT_ID.test(credentials.clientId)) return reject('unauthenticated', 'invalid-client', 'Client id or secret is wrong.');
      const { scope, audience } = body;
      return grant({ ...credentials, ...(scope === undefined ? {} : { scope }), ...(audience === undefined ? {} : { audience }) });
    },
    view: ({ accessToken, expiresIn, scope }) => ({ access_token: accessToken, token_type: 'Bearer', expires_in: expiresIn, scope }),
  });
