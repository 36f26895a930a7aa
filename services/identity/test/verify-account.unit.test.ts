import type { Entry } from '../src/app/open-session.ts';
import { verifyAccount, type VerifyDeps } from '../src/app/verify-account.ts';
import { activeAccount, at, registrationDraft } from './support/states.ts';

test('a code whose session a crash prevented opens none once its account was closed to what came before', async () => {
  const entries: Entry[] = [];
  const proven = { ...registrationDraft, status: 'proven' as const, triesLeft: 5 };
  const deps: VerifyDeps = {
    accounts: { register: () => Promise.resolve({ ok: true, value: { ...activeAccount, generation: 1 } }) },
    registrations: { update: () => Promise.resolve({ ok: true, value: proven }), forgetAddress: () => Promise.resolve() },
    vault: { open: () => 'siti@wadah.test', hash: () => 'code', sameHash: () => true },
    openSession: (entry) => {
      entries.push(entry);
      return Promise.resolve({ ok: false, rejection: { kind: 'unauthenticated', code: 'sign-in-required', detail: '' } });
    },
    now: () => at,
  };
  expect(await verifyAccount(deps)('reg_1', '123456')).toMatchObject({ ok: false, rejection: { code: 'code-invalid' } });
  expect(entries).toMatchObject([{ generation: 0 }]);
});
