/** Days of the week on which offices and couriers work, 1 = Monday; counted by the rule in force on the day in question. */
export type WorkingWeek = { readonly validFrom: string; readonly legalBasis: string; readonly weekdays: readonly number[] };

export const workingWeeks: readonly WorkingWeek[] = [
  {
    validFrom: '2023-04-12',
    legalBasis: 'Perpres 21/2023 art. 3 on working days of government offices: five, Monday to Friday',
    weekdays: [1, 2, 3, 4, 5],
  },
];

/** National holidays and joint leave, which Banten follows without days of its own; days in Jakarta, YYYY-MM-DD. */
export type HolidayYear = {
  readonly validFrom: string;
  readonly validTo: string;
  readonly legalBasis: string;
  readonly days: readonly string[];
};

export const holidayYears: readonly HolidayYear[] = [
  {
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
    legalBasis: 'SKB 3 Menteri No. 1497, 2 and 5 of 2025 on national holidays and joint leave 2026',
    days: [
      '2026-01-01', '2026-01-16', '2026-02-16', '2026-02-17', '2026-03-18', '2026-03-19', '2026-03-20', '2026-03-21', '2026-03-22',
      '2026-03-23', '2026-03-24', '2026-04-03', '2026-04-05', '2026-05-01', '2026-05-14', '2026-05-15', '2026-05-27', '2026-05-28',
      '2026-05-31', '2026-06-01', '2026-06-16', '2026-08-17', '2026-08-25', '2026-12-24', '2026-12-25',
    ], // prettier-ignore
  },
  {
    validFrom: '2027-01-01',
    validTo: '2027-12-31',
    legalBasis: 'Holidays of fixed date (UU and Keppres); the movable ones follow with the decree for 2027',
    days: ['2027-01-01', '2027-05-01', '2027-06-01', '2027-08-17', '2027-12-25'],
  },
];
