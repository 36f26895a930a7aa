import { virtualAccountNumber, type Bank } from '../domain/bank.ts';
import { decideCharge, type ChargeRequest } from '../domain/charge.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Method, Payment } from '../domain/payment.ts';
import { qrisString } from '../domain/qris.ts';
import type { Desk } from './desk.ts';

const freeNumber = (desk: Desk, bank: Bank, wantedSuffix: string | undefined): string => {
  let number = virtualAccountNumber(bank, wantedSuffix ?? desk.randomDigits(11));
  while (desk.ledger.paymentOfNumber(number) !== undefined) number = virtualAccountNumber(bank, desk.randomDigits(11));
  return number;
};

const methodOf = (desk: Desk, transactionId: string, request: ChargeRequest): Method => {
  if (request.method.type === 'bank_transfer') {
    const { bank, vaSuffix } = request.method;
    return { type: 'bank_transfer', bank, vaNumber: freeNumber(desk, bank, vaSuffix) };
  }
  // Twenty-five characters is what EMVCo gives a bill number.
  const reference = transactionId.replaceAll('-', '').slice(0, 25);
  return { type: 'qris', acquirer: request.method.acquirer, qrString: qrisString({ rupiah: request.grossRupiah, reference }) };
};

export const chargePayment = (desk: Desk, request: ChargeRequest): Outcome<Payment> => {
  const transactionId = desk.newId();
  const charged = decideCharge(request, {
    taken: desk.ledger.payment(request.orderId) !== undefined,
    transactionId,
    newMethod: (wanted) => methodOf(desk, transactionId, wanted),
    atMs: desk.now(),
  });
  if (charged.ok) desk.ledger.commit([{ kind: 'payment', payment: charged.value }]);
  return charged;
};
