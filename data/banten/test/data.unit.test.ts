import {
  readAgencies,
  readBuyers,
  readCategories,
  readListings,
  readRegions,
  readSellers,
  type Listing,
  type Seller,
} from './support/banten.ts';

const PRICE_RUPIAH_BY_KIND = {
  goods: { min: 10_000, max: 1_500_000 },
  tour: { min: 75_000, max: 1_200_000 },
  service: { min: 15_000, max: 25_000_000 },
};

const regions = readRegions();
const agencies = readAgencies();
const categories = readCategories();
const sellers = readSellers();
const listings = readListings();
const buyers = readBuyers();

const regionCodes = new Set(regions.map((region) => region.code));
const agencyCodes = new Set(agencies.map((agency) => agency.code));
const listingsOf = (seller: Seller): Listing[] => listings.filter((listing) => listing.seller === seller.key);

function duplicatesIn(values: string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

/** NIK digits 7–12 are the birth date as DDMMYY, a woman's day plus 40. */
function hasPossibleBirthDate(nik: string): boolean {
  const day = Number(nik.slice(6, 8)) % 40;
  const month = Number(nik.slice(8, 10));
  const year = 1900 + Number(nik.slice(10, 12));
  const date = new Date(Date.UTC(year, month - 1, day));
  return day > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

describe('regions and agencies', () => {
  test('the eight regions of Banten carry their own codes', () => {
    expect(regions.map((region) => `${region.code} ${region.name}`)).toEqual([
      '36.01 Kabupaten Pandeglang',
      '36.02 Kabupaten Lebak',
      '36.03 Kabupaten Tangerang',
      '36.04 Kabupaten Serang',
      '36.71 Kota Tangerang',
      '36.72 Kota Cilegon',
      '36.73 Kota Serang',
      '36.74 Kota Tangerang Selatan',
    ]);
  });

  test('every agency has its own code and a curator named after it', () => {
    expect(duplicatesIn(agencies.map((agency) => agency.code))).toEqual([]);
    for (const agency of agencies) expect(agency.curator.email).toBe(`curator-${agency.code}@wadah.test`);
  });
});

describe('categories', () => {
  test('every category has its own code and a known agency', () => {
    expect(duplicatesIn(categories.map((category) => category.code))).toEqual([]);
    expect(categories.filter((category) => !agencyCodes.has(category.agency))).toEqual([]);
  });

  test('a parent stands before its children and takes every kind they take', () => {
    categories.forEach((category, index) => {
      if (category.parent === undefined) return;
      const parent = categories.slice(0, index).find((earlier) => earlier.code === category.parent);
      expect(parent?.kinds).toEqual(expect.arrayContaining(category.kinds));
    });
  });
});

describe('sellers', () => {
  test('at least twelve sellers cover all eight regions', () => {
    expect(sellers.length).toBeGreaterThanOrEqual(12);
    expect(new Set(sellers.map((seller) => seller.application.regency))).toEqual(regionCodes);
  });

  test('no two sellers share a key, a name, a mail address or a personal number', () => {
    const values = sellers.flatMap(({ key, account, application }) => {
      const { name, owner, phone, nib, bankAccount } = application;
      return [key, name, account.email, owner.nik, phone, nib ?? key + '-nib', bankAccount.number];
    });
    expect(duplicatesIn(values)).toEqual([]);
  });

  test.each(sellers)('$key applies to a known agency, under its own mail address and owner', ({ key, account, application }) => {
    expect(agencyCodes).toContain(application.agency);
    expect(account).toEqual({ email: `${key}@wadah.test`, name: application.owner.name });
  });

  test.each(sellers)('the NIK of $key is from its regency and has a possible birth date', ({ application }) => {
    expect(application.owner.nik.slice(0, 4)).toBe(application.regency.replace('.', ''));
    expect(hasPossibleBirthDate(application.owner.nik)).toBe(true);
  });

  test.each(sellers)('$key above L1 has NIB and NPWP, and its account is held by who owns the NPWP', ({ application, level }) => {
    const { name, owner, nib, npwp, bankAccount } = application;
    const isOrganisation = npwp?.startsWith('0') ?? false;
    expect([nib !== undefined, npwp !== undefined]).toEqual([level !== 'L1', level !== 'L1']);
    if (!isOrganisation) expect(npwp ?? owner.nik).toBe(owner.nik);
    expect(bankAccount.holder).toBe(isOrganisation ? name : owner.name);
  });

  test.each(sellers)('$key can deliver each kind it sells, at a plausible price', (seller) => {
    const { deliveryMethods } = seller;
    const methods = deliveryMethods.map(({ method }) => method);
    const kinds = new Set(listingsOf(seller).map((listing) => listing.kind));
    expect(duplicatesIn(methods)).toEqual([]);
    expect(methods.includes('courier')).toBe(kinds.has('goods'));
    expect(methods.includes('on_site')).toBe(kinds.has('tour') || kinds.has('service'));
    for (const { method, priceRupiah, regencies } of deliveryMethods) {
      const isFree = method === 'pick_up' || method === 'on_site';
      expect(isFree ? priceRupiah === 0 : priceRupiah >= 10_000 && priceRupiah <= 25_000).toBe(true);
      expect(regencies !== undefined).toBe(method === 'own_delivery');
      for (const regency of regencies ?? []) expect(regionCodes).toContain(regency);
    }
  });
});

describe('listings', () => {
  test('at least 45 listings cover goods, tours and services, and every seller has some', () => {
    expect(listings.length).toBeGreaterThanOrEqual(45);
    expect(new Set(listings.map((listing) => listing.kind))).toEqual(new Set(['goods', 'tour', 'service']));
    expect(sellers.filter((seller) => listingsOf(seller).length === 0)).toEqual([]);
  });

  test('every listing belongs to a known seller, and titles are not repeated', () => {
    const keys = new Set(sellers.map((seller) => seller.key));
    expect(listings.filter((listing) => !keys.has(listing.seller))).toEqual([]);
    expect(duplicatesIn(listings.map((listing) => listing.title))).toEqual([]);
  });

  test('every listing stands in a category without children that takes its kind', () => {
    for (const { category: code, kind } of listings) {
      const category = categories.find((candidate) => candidate.code === code);
      expect(category?.kinds).toContain(kind);
      expect(categories.filter((candidate) => candidate.parent === code)).toEqual([]);
    }
  });

  test('a SKU is unique within its seller', () => {
    const skus = listings.flatMap(({ seller, variants }) => variants.map(({ sku }) => `${seller} ${sku}`));
    expect(duplicatesIn(skus)).toEqual([]);
  });

  test.each(listings)('"$title" has two to four sentences and prices in the range of its kind', ({ description, kind, variants }) => {
    const sentences = description.match(/\.(?=\s|$)/g) ?? [];
    const range = PRICE_RUPIAH_BY_KIND[kind];
    expect(sentences.length).toBeGreaterThanOrEqual(2);
    expect(sentences.length).toBeLessThanOrEqual(4);
    for (const { priceRupiah } of variants) {
      expect(priceRupiah).toBeGreaterThanOrEqual(range.min);
      expect(priceRupiah).toBeLessThanOrEqual(range.max);
    }
  });

  test('departures of one tour lie on different days, in order', () => {
    for (const listing of listings) {
      if (listing.kind !== 'tour') continue;
      const days = listing.variants.map(({ daysAhead }) => daysAhead);
      expect(days).toEqual([...new Set(days)].sort((a, b) => a - b));
    }
  });

  test('most goods have a stock of 500 and more, a few have 1, 3 or 5', () => {
    const stocks = listings.flatMap((listing) => (listing.kind === 'goods' ? listing.variants.map(({ stock }) => stock) : []));
    const scarce = stocks.filter((stock) => stock < 500);
    expect(scarce.length).toBeLessThan(stocks.length / 10);
    expect(new Set(scarce)).toEqual(new Set([1, 3, 5]));
  });
});

describe('buyers', () => {
  test('six buyers live in at least four known regions, each under its own mail address', () => {
    expect(buyers).toHaveLength(6);
    for (const { key, account } of buyers) expect(account.email).toBe(`${key}@wadah.test`);
    const regencies = new Set(buyers.map((buyer) => buyer.shippingAddress.regency));
    expect([...regencies].filter((regency) => !regionCodes.has(regency))).toEqual([]);
    expect(regencies.size).toBeGreaterThanOrEqual(4);
    expect(duplicatesIn(buyers.flatMap((buyer) => [buyer.key, buyer.shippingAddress.phone]))).toEqual([]);
  });
});
