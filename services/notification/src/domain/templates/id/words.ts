const word = (words: Readonly<Record<string, string>>, otherwise: string) => (value: string | undefined) =>
  (value === undefined ? undefined : words[value]) ?? otherwise;

/** Values of events in words; one that came later is read as the last word. */
export const orderRejection = word(
  {
    insufficient_stock: 'stoknya tidak mencukupi',
    price_changed: 'harganya baru saja berubah',
    not_on_sale: 'ada barang yang tidak lagi dijual',
    timeout: 'sistem kami terlalu lama menjawab',
  },
  'ada kendala pada pesanan',
);
export const cancelReason = word(
  {
    buyer_request: 'atas permintaan Anda',
    no_instructions: 'penyedia pembayaran tidak menjawab tepat waktu',
    payment_failed: 'pembayaran gagal',
  },
  'karena suatu kendala',
);
export const parcelReason = word(
  {
    out_of_stock: 'barangnya habis',
    damaged: 'barangnya rusak',
    seller_other: 'penjual tidak dapat memenuhinya',
    buyer_withdrew: 'atas permintaan pembeli',
    not_accepted: 'tidak diterima penjual tepat waktu',
    not_shipped: 'tidak dikirim tepat waktu',
    decision: 'atas keputusan operator',
  },
  'karena suatu kendala',
);
export const deliveryName = word(
  {
    courier: 'kurir',
    own_delivery: 'diantar penjual',
    pick_up: 'diambil pembeli',
    on_site: 'di tempat',
  },
  'cara lain',
);
export const courierName = (courier: string | undefined): string => courier?.toUpperCase() ?? '-';
export const paymentMethodName = (method: string): string =>
  method === 'qris' ? 'QRIS' : method.startsWith('va_') ? `Virtual account ${method.slice(3).replaceAll('_', ' ').toUpperCase()}` : method;
