export type Narrator = {
  chapter(title: string): void;
  /** One step, what it made, and how long it took since the one before. */
  step(what: string, id?: string): void;
  line(text: string): void;
  money(rupiah: number): string;
};

const rupiah = new Intl.NumberFormat('id-ID', { style: 'currency', currency: 'IDR', maximumFractionDigits: 0 });

export const consoleNarrator = (): Narrator => {
  let lastAt = performance.now();
  const step = (what: string, id = ''): void => {
    const now = performance.now();
    console.log(`  ${what.padEnd(62)} ${id.padEnd(44)} ${Math.round(now - lastAt)} ms`);
    lastAt = now;
  };
  const chapter = (title: string): void => {
    console.log(`\n${title}`);
    lastAt = performance.now();
  };
  return { chapter, step, line: (text) => console.log(`  ${text}`), money: (amount) => rupiah.format(amount) };
};
