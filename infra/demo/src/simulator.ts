import { apiAt } from './api.ts';

type SimulatedPayment = { readonly orderId: string };

/** The buyer's bank and the provider's own staff, as the sandbox lets a person or a program play them. */
export type Simulator = {
  payQris(qrString: string): Promise<void>;
  payVa(vaNumber: string): Promise<void>;
  /** Lets the payment end unpaid at the provider, and still takes money for it afterwards: the late payment that every provider knows. */
  expireButStillTake(providerOrderId: string): Promise<void>;
  payments(): Promise<readonly SimulatedPayment[]>;
};

export const simulatorAt = (baseUrl: string, serverKey: string): Simulator => {
  const api = apiAt(baseUrl);
  const basic = `Basic ${Buffer.from(`${serverKey}:`).toString('base64')}`;
  return {
    payQris: async (qrString) => void (await api.call('POST /simulator/qris/payment', { body: { qrString } })),
    payVa: async (vaNumber) => void (await api.call(`POST /simulator/va/${vaNumber}/payment`, { body: {} })),
    expireButStillTake: async (providerOrderId) => {
      await api.call(`PUT /simulator/payments/${providerOrderId}/switches`, { body: { captureAfterExpiry: true } });
      await api.call(`POST /v2/${providerOrderId}/expire`, { headers: { authorization: basic } });
    },
    payments: async () => (await api.call<{ items: readonly SimulatedPayment[] }>('GET /simulator/payments')).body.items,
  };
};
