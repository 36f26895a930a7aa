import { newId, ok, reject, type Result } from '@wadah/kit';
import { connectMongo } from '@wadah/mongo';
import { clockFrom } from '@wadah/service';
import { foundPlatform } from '../../app/found-platform.ts';
import { draftInvitation } from '../../app/invite.ts';
import type { IdentityConfig } from '../../config.ts';
import { decideInvite } from '../../domain/invite.ts';
import { PLATFORM_ID } from '../../domain/roles.ts';
import { secrets } from '../crypto/secrets.ts';
import { vault } from '../crypto/vault.ts';
import { emailSchema } from '../http/person.schema.ts';
import { identityStores } from '../mongo/stores.ts';

const linkOf = ({ PUBLIC_URL }: IdentityConfig, code: string): string =>
  PUBLIC_URL === undefined ? `code ${code}` : `${PUBLIC_URL}/invitations/acceptance#${code}\ncode ${code}`;

const hasOperator = (members: Readonly<Record<string, string>>): boolean => Object.values(members).includes('operator');

const invite = async (config: IdentityConfig, email: string, stores: ReturnType<typeof identityStores>): Promise<Result<string>> => {
  const now = clockFrom(config.WADAH_CLOCK_FILE);
  const sealed = vault(config);
  await foundPlatform(stores.organisations, now());
  const platform = await stores.organisations.load(PLATFORM_ID);
  if (platform.status === 'known' && hasOperator(platform.members)) {
    return reject('conflict', 'operator-exists', 'There is an operator already; operators invite further ones by the API.');
  }
  const person = { email, role: 'operator', organisationId: PLATFORM_ID, invitedBy: 'operators-command', locale: 'id' } as const;
  const { draft, code } = draftInvitation(
    { vault: sealed, secrets: secrets(sealed), now },
    { ...person, invitationId: newId('inv', now()) },
  );
  const command = { draft, awaitsApproval: false, mailed: false, at: now() };
  const invited = await stores.invitations.update(draft.invitationId, (invitation) => decideInvite(invitation, command));
  if (!invited.ok) return invited;
  return ok(`${email} may become the first operator within 7 days, once:\n${linkOf(config, code)}`);
};

/** How a real installation gets its first operator: whoever holds the service's own credentials invites one, until there is one. */
export const inviteFirstOperator = async (config: IdentityConfig, given: string): Promise<Result<string>> => {
  const email = emailSchema.safeParse(given);
  if (!email.success) return reject('invalid', 'validation-failed', 'This is no mail address.');
  const mongo = await connectMongo({ url: config.MONGO_URL, appName: 'identity-operators' });
  try {
    return await invite(config, email.data, identityStores({ mongo, now: clockFrom(config.WADAH_CLOCK_FILE) }));
  } finally {
    await mongo.close();
  }
};
