import { call, must } from './http.ts';
import { invited, signIn } from './people.ts';

const members = '/v1/organisations/platform/members';
const first = 'operator@wadah.test';

export type OtherOperator = {
  readonly token: string;
  /** Gives the role back: a third operator would need an approval, and other suites count on one operator. */
  leaves(): Promise<void>;
};

const dismiss = async (operator: string): Promise<void> => {
  const { items } = await must(`GET ${members}`, { token: operator });
  for (const { accountId, email, role } of items) {
    if (role === 'operator' && email !== first) await call(`DELETE ${members}/${accountId}`, { token: operator });
  }
};

/** A second operator for what two must agree on; who is left of a run that broke off goes first. */
export const otherOperator = async (operator: string): Promise<OtherOperator> => {
  await dismiss(operator);
  const { email } = await invited(operator, { role: 'operator' });
  return { token: await signIn(email), leaves: () => dismiss(operator) };
};
