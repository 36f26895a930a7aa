import { eventually } from '@wadah/testing';
import type { Answer, World } from './start.ts';

export const agencyId = 'agy_dinas-pertanian';

export const application = {
  name: 'Koperasi Gula Aren',
  regency: '36.02',
  agencyId,
  owner: { name: 'Ujang Suhendar', nik: '3602161403789901' },
  phone: '+6280000001348',
  nib: '9900382258049',
  npwp: '0990001760180303',
  bankAccount: { bank: 'bank_banten', number: '0009120417', holder: 'Koperasi Gula Aren' },
};

export type Applied = { readonly sellerId: string; readonly accountId: string; readonly owner: string; readonly confirmed: string };

/** Steps that more than one story begins with. */
export const casesIn = (world: World) => {
  let people = 0;
  const apply = async (change: object = {}): Promise<Applied> => {
    people += 1;
    const accountId = `acc_founder_${people}`;
    const body = { ...application, ...change };
    const sellerId = await eventually('the agency is known', async () => {
      const made = await world.call('POST /v1/sellers', { token: world.person(accountId), body });
      if (made.status !== 201 && made.body.code !== 'organisation-unknown') throw new Error(JSON.stringify(made.body));
      return made.body.sellerId as string | undefined;
    });
    return { sellerId, accountId, owner: world.owner(accountId, sellerId), confirmed: world.confirmedOwner(accountId, sellerId) };
  };
  const read = (sellerId: string, token: string): Promise<Answer> => world.call(`GET /v1/sellers/${sellerId}/application`, { token });
  const verify = async (sellerId: string, body: object = { decision: 'approve', level: 'L2' }, token = world.curator(agencyId)) => {
    const ifMatch = (await read(sellerId, token)).headers.get('etag') ?? '';
    return world.call(`POST /v1/sellers/${sellerId}/verification`, { token, body, ifMatch });
  };
  return {
    apply,
    read,
    verify,
    verified: async (): Promise<Applied> => {
      const made = await apply();
      if ((await verify(made.sellerId)).status !== 200) throw new Error('The seller was not verified.');
      return made;
    },
  };
};
