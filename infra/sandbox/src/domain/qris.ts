const field = (tag: string, value: string): string => tag + String(value.length).padStart(2, '0') + value;

const crcOfByte = (crc: number): number => {
  let next = crc;
  for (let bit = 0; bit < 8; bit += 1) next = (next & 0x8000) === 0 ? next << 1 : (next << 1) ^ 0x1021;
  return next & 0xffff;
};

/** CRC16-CCITT (polynomial 1021, start FFFF) over ASCII text, as EMVCo asks for in tag 63. */
export const crc16 = (text: string): string => {
  let crc = 0xffff;
  for (const byte of Buffer.from(text, 'ascii')) crc = crcOfByte(crc ^ (byte << 8));
  return crc.toString(16).toUpperCase().padStart(4, '0');
};

export type QrisContent = { readonly rupiah: number; readonly reference: string };

/** A dynamic QRIS (EMVCo merchant-presented TLV): tag 01=12, 53=360 (IDR), 54 amount, 58=ID, 62.01 the bill, 63 checksum. */
export const qrisString = ({ rupiah, reference }: QrisContent): string => {
  const merchant = field('00', 'COM.GO-JEK.WWW') + field('01', '936009143000000001') + field('02', '0000000001') + field('03', 'UMI');
  const content = [
    field('00', '01'),
    field('01', '12'),
    field('26', merchant),
    field('52', '5999'),
    field('53', '360'),
    field('54', String(rupiah)),
    field('58', 'ID'),
    field('59', 'WADAH SANDBOX'),
    field('60', 'SERANG'),
    field('61', '42111'),
    field('62', field('01', reference)),
    '6304',
  ].join('');
  return content + crc16(content);
};
