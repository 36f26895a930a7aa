import { randomUUID } from 'node:crypto';
import {
  capture,
  eventually,
  freshNames,
  publisher,
  serviceVariables,
  type Capture,
  type FreshNames,
  type Publisher,
} from '@wadah/testing';
import { loadConfig, startService, type StartedService } from '@wadah/service';
import { identityConfig, type IdentityConfig } from '../../src/config.ts';
import { identityService } from '../../src/identity-service.ts';
import { identityIndexes } from '../../src/adapters/mongo/identity.index.ts';

export const password = 'kopi-lebak-2026';

/** Alike for every replica of one suite. */
const keys = { DATA_KEY: Buffer.alloc(32, 1).toString('base64'), HASH_KEY: Buffer.alloc(32, 2).toString('base64') };

export const serviceSecret = 'notification-secret-1';

export type Answer = { readonly status: number; readonly body: Record<string, never> & Record<string, string>; readonly headers: Headers };

export type Identity = {
  readonly names: FreshNames;
  readonly captured: Capture;
  readonly sender: Publisher;
  readonly service: StartedService<IdentityConfig>;
  readonly config: (extra?: Record<string, string>) => IdentityConfig;
  start(extra?: Record<string, string>): Promise<StartedService<IdentityConfig>>;
  stop(): Promise<void>;
};

export const startIdentity = async (extra: Record<string, string> = {}): Promise<Identity> => {
  const names = await freshNames('identity');
  const clients = JSON.stringify({ 'service-notification': serviceSecret, 'service-order': 'order-secret-12345' });
  const config = (more: Record<string, string> = {}) =>
    loadConfig(
      identityConfig,
      serviceVariables(names, 'http://127.0.0.1:9', {
        ...keys,
        SERVICE_CLIENTS: clients,
        SECOND_FACTOR_EXEMPT: '@wadah.test',
        ...extra,
        ...more,
      }),
    );
  const start = (more?: Record<string, string>) => startService({ ...identityService(config(more)), indexes: identityIndexes });
  const [captured, sender, service] = await Promise.all([capture(names, ['identity.events']), publisher(names), start()]);
  await eventually('identity is ready', async () => (await service.ready()).status === 'ready');
  const stop = async () => {
    await service.stop();
    await Promise.all([captured.stop(), sender.stop()]);
    await names.drop();
  };
  return { names, captured, sender, service, config, start, stop };
};

type CallOptions = { readonly token?: string; readonly body?: unknown; readonly headers?: Record<string, string> };

export const callAt = async (base: string, operation: string, { token, body, headers = {} }: CallOptions = {}): Promise<Answer> => {
  const [method = 'GET', path = '/'] = operation.split(' ');
  const response = await fetch(`${base}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : JSON.parse(text), headers: response.headers };
};

export const newEmail = (): string => `orang-${randomUUID()}@wadah.test`;

/** What a person and the mail service do together. */
export const actors = (identity: () => Identity) => {
  const call = (operation: string, options?: CallOptions) => callAt(identity().service.url, operation, options);

  const serviceToken = async (scope: string): Promise<string> => {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'service-notification',
      client_secret: serviceSecret,
      audience: 'identity',
      scope,
    });
    const response = await fetch(`${identity().service.url}/oauth/token`, { method: 'POST', body: form });
    return ((await response.json()) as { access_token: string }).access_token;
  };

  const readCode = async (codeId: string): Promise<Answer> =>
    callAt(identity().service.internalUrl, `GET /internal/codes/${codeId}`, { token: await serviceToken('internal:codes.read') });

  const mailed = async (id: string): Promise<Answer> => {
    const [event] = await identity().captured.waitFor('account.code-requested.v1', { subject: id });
    return readCode(String(event?.data['codeId']));
  };

  const begin = async (email: string, name = 'Siti'): Promise<string> => {
    const { body } = await call('POST /v1/accounts', { body: { email, password, name, locale: 'id' } });
    return String(body['registrationId']);
  };

  const verify = (registrationId: string, code: string) => call('POST /v1/accounts/verification', { body: { registrationId, code } });

  const codeOf = async (registrationId: string): Promise<string> => String((await mailed(registrationId)).body['code']);

  /** A new account with a proven address. */
  const join = async (email: string = newEmail()) => {
    const registrationId = await begin(email);
    const { body } = await verify(registrationId, await codeOf(registrationId));
    const accessToken = String(body['accessToken']);
    const me = await call('GET /v1/me', { token: accessToken });
    return { email, accessToken, refreshToken: String(body['refreshToken']), accountId: String(me.body['accountId']) };
  };

  const signIn = (email: string, given: string = password) => call('POST /v1/sessions', { body: { email, password: given } });

  const refresh = (refreshToken: string) => call('POST /v1/sessions/refresh', { body: { refreshToken } });

  return { call, serviceToken, readCode, mailed, begin, verify, codeOf, join, signIn, refresh };
};

/** What another process writes has a version of its own; without it, a process that wrote last would go on with its memory. */
export const byAnother = { $inc: { version: 1 } } as const;
