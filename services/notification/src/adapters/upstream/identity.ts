import { readAnswer, type Addresses } from '@wadah/http';
import { mapResult } from '@wadah/kit';
import { z } from 'zod';
import type { Directory } from '../../app/ports.ts';
import type { Upstreams } from './clients.ts';

/** A language we have no words in is answered in Indonesian. */
const locale = z.enum(['id', 'en']).catch('id');

const contact = z.object({ email: z.string(), name: z.string(), locale });
const members = z.object({ items: z.array(contact.extend({ accountId: z.string() })) });
const codeMail = z.object({ email: z.string(), code: z.string().optional(), locale });

const path = (...parts: readonly string[]): string => `/internal/${parts.map(encodeURIComponent).join('/')}`;

/** Who gets a mail, asked of identity each time: no address is kept here. */
export const identityDirectory = (calls: Upstreams, baseUrl: Addresses): Directory => {
  const contacts = { audience: 'identity', scope: 'internal:contacts.read', baseUrl };
  const readContact = calls.operation('readContact', contacts);
  const readMembers = calls.operation('readOrganisationContacts', contacts);
  const readCode = calls.operation('readCode', { audience: 'identity', scope: 'internal:codes.read', baseUrl });
  return {
    contact: async (accountId) => {
      const answer = await readContact({ method: 'get', path: path('accounts', accountId, 'contact') });
      const read = readAnswer(contact, answer, { upstream: 'identity', operation: 'readContact' });
      return mapResult(read, (found) => ({ accountId, ...found }));
    },
    organisationContacts: async (organisationId, role) => {
      const query = role === undefined ? '' : `?role=${role}`;
      const answer = await readMembers({ method: 'get', path: `${path('organisations', organisationId, 'contacts')}${query}` });
      return mapResult(readAnswer(members, answer, { upstream: 'identity', operation: 'readOrganisationContacts' }), ({ items }) => items);
    },
    code: async (codeId) => {
      const answer = await readCode({ method: 'get', path: path('codes', codeId) });
      return mapResult(readAnswer(codeMail, answer, { upstream: 'identity', operation: 'readCode' }), ({ code, ...rest }) => ({
        ...rest,
        ...(code !== undefined && { code }),
      }));
    },
  };
};
