import type { Answer, Client } from './sandbox.ts';

export const virtualAccountCharge = (orderId: string, grossRupiah = 150_000, bank = 'banten'): Record<string, unknown> => ({
  payment_type: 'bank_transfer',
  transaction_details: { order_id: orderId, gross_amount: grossRupiah },
  bank_transfer: { bank },
});

export const qrisCharge = (orderId: string, grossRupiah = 150_000): Record<string, unknown> => ({
  payment_type: 'qris',
  transaction_details: { order_id: orderId, gross_amount: grossRupiah },
  qris: { acquirer: 'gopay' },
});

export type Charged = { readonly answer: Answer; pay(amountRupiah?: number): Promise<Answer> };

const payBody = (amountRupiah: number | undefined): Record<string, number> => (amountRupiah === undefined ? {} : { amountRupiah });

export const chargeVirtualAccount = async (call: Client, orderId: string, notificationUrl = ''): Promise<Charged> => {
  const answer = await call('POST', '/v2/charge', {
    body: virtualAccountCharge(orderId),
    headers: { 'x-override-notification': notificationUrl },
  });
  const [account] = answer.body['va_numbers'] as [{ va_number: string }];
  return { answer, pay: (amount) => call('POST', `/simulator/va/${account.va_number}/payment`, { body: payBody(amount) }) };
};

export const chargeQris = async (call: Client, orderId: string, notificationUrl = ''): Promise<Charged> => {
  const answer = await call('POST', '/v2/charge', { body: qrisCharge(orderId), headers: { 'x-override-notification': notificationUrl } });
  return {
    answer,
    pay: (amount) => call('POST', '/simulator/qris/payment', { body: { qrString: answer.body['qr_string'], ...payBody(amount) } }),
  };
};

export const paidQris = async (call: Client, orderId: string): Promise<void> => {
  const charged = await chargeQris(call, orderId);
  const paid = await charged.pay();
  if (paid.status !== 200) throw new Error(`The test's payment was not taken: ${paid.text}`);
};
