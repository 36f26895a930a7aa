import { route } from '@wadah/http';
import { ok, reject, type Rejection, type Result } from '@wadah/kit';
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
  ...(status === 401 ? { headers: { 'www-authenticate': 'Basic realm="wadah"' } } : {}),
});

type Credentials = { readonly clientId: string; readonly clientSecret: string };

const decoded = (word: string): string => {
  try {
    return decodeURIComponent(word.replaceAll('+', ' '));
  } catch {
    return word;
  }
};

/** From the Basic header (RFC 6749 §2.3.1, each part form-encoded) or from the body; who sends both means one of them wrongly. */
const credentialsOf = (header: string | undefined, body: z.output<typeof form>): Result<Credentials> => {
  const basic = /^basic(?: +(.*))?$/i.exec(header ?? '');
  if (basic === null) return ok({ clientId: body.client_id ?? '', clientSecret: body.client_secret ?? '' });
  const [id = '', ...secret] = Buffer.from(basic[1] ?? '', 'base64')
    .toString('utf8')
    .split(':');
  const given = { clientId: decoded(id), clientSecret: decoded(secret.join(':')) };
  if (body.client_secret !== undefined || (body.client_id !== undefined && body.client_id !== given.clientId)) {
    return reject('invalid', 'validation-failed', 'The credentials stand in the header or in the body, not in both.');
  }
  return ok(given);
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
      const given = credentialsOf(raw.headers.authorization, body);
      if (!given.ok) return given;
      if (!CLIENT_ID.test(given.value.clientId)) return reject('unauthenticated', 'invalid-client', 'Client id or secret is wrong.');
      const { scope, audience } = body;
      return grant({ ...given.value, ...(scope === undefined ? {} : { scope }), ...(audience === undefined ? {} : { audience }) });
    },
    view: ({ accessToken, expiresIn, scope }) => ({ access_token: accessToken, token_type: 'Bearer', expires_in: expiresIn, scope }),
  });
