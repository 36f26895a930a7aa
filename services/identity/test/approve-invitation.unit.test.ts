import { approveInvitation, type InvitationDeps } from '../src/app/manage-invitations.ts';
import type { MailLimits } from '../src/app/ports.ts';
import { memoryStore } from '@wadah/testing';
import { evolveInvitation, type Invitation, type InvitationEvent } from '../src/domain/invitation.ts';
import { at, invitationDraft } from './support/states.ts';

test('an approved invitation is mailed within the limits of its address, of who approves, and of its organisation', async () => {
  const asked: Parameters<MailLimits['take']>[0][] = [];
  const drafted: Invitation = { ...invitationDraft, role: 'operator', organisationId: 'platform', status: 'awaiting_approval' };
  const invitations: Pick<InvitationDeps['invitations'], 'load' | 'update'> = memoryStore<Invitation, InvitationEvent>({
    initial: drafted,
    evolve: evolveInvitation,
  });
  const vault = { open: () => 'rekan@wadah.test', hash: (text: string) => `hash of ${text}` };
  const mailLimits: MailLimits = { take: (mail) => Promise.resolve(asked.push(mail) > 0) };
  const platform = {
    status: 'known' as const,
    organisationId: 'platform',
    kind: 'platform' as const,
    members: { acc_2: 'operator' as const },
  };
  const organisations = { load: () => Promise.resolve(platform) };
  const approve = approveInvitation({ invitations, organisations, vault, mailLimits, now: () => at });
  for (const _time of [1, 2]) expect(await approve('inv_1', { operatorId: 'acc_2', client: '192.0.2.7' })).toMatchObject({ ok: true });
  expect(asked).toEqual([{ emailHash: 'hash of rekan@wadah.test', client: '192.0.2.7', organisationId: 'platform' }]);
});
