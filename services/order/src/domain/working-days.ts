import { jakartaDay, secondsAfter } from '@wadah/kit';
import { holidayYears, workingWeeks } from './calendar.data.ts';

const DAY_SECONDS = 86_400;

const holidays: ReadonlySet<string> = new Set(holidayYears.flatMap(({ days }) => days));

export const isWorkingDay = (day: string): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const week = workingWeeks.filter(({ validFrom }) => validFrom <= day).at(-1);
  return (week?.weekdays.includes(weekday) ?? false) && !holidays.has(day);
};

/** The same time of day on the n-th working day after `at`, by Jakarta's calendar. */
export const workingDaysAfter = (at: Date, count: number): Date => {
  let moment = at;
  for (let left = count; left > 0;) {
    moment = secondsAfter(moment, DAY_SECONDS);
    if (isWorkingDay(jakartaDay(moment))) left -= 1;
  }
  return moment;
};

export const daysAfter = (at: Date, count: number): Date => secondsAfter(at, count * DAY_SECONDS);

/** The last moment of a day in Jakarta. */
export const endOfJakartaDay = (day: string): Date => new Date(Date.parse(`${day}T23:59:59.999+07:00`));
