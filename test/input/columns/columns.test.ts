import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalEvidence, readAmountCell } from '../../../src/input/columns/amount-column.ts';
import { type DateOrder, readDateCell } from '../../../src/input/columns/date-cell.ts';
import { dateEvidence } from '../../../src/input/columns/date-column.ts';

const minor = (text: string | number, decimalSign: '.' | ',', currency = 'PLN') => {
  const read = readAmountCell(text, { currency, decimalSign });
  return read.ok ? (read.money?.minor ?? null) : read.why;
};

describe('a column of amounts', () => {
  it.each([
    [['1 234,50 zł', '12'], { sign: ',' }],
    [['98765,4300', '45.000'], { sign: ',' }],
    [['1,234,567', '12'], { sign: '.' }],
    [['1.234.567'], { sign: ',' }],
    [['0,375'], { sign: ',' }],
    [['12345.678'], { sign: '.' }],
    [['12', '7', ''], { sign: 'any' }],
    [['45.000', '1.500'], { sign: 'unclear', example: '45.000' }],
    [['1,50', '2.50'], { sign: 'mixed', example: '1,50' }],
    [[12.5, 45], { sign: 'any' }],
  ] as const)('%j has the sign of decimals %j', (cells, evidence) => {
    expect(decimalEvidence(cells)).toEqual(evidence);
  });

  it('is read by that sign alone', () => {
    expect(minor('98765,4300', ',')).toBe(98_765_43);
    expect(minor('45.000', ',')).toBe(45_000_00);
    expect(minor('45.000', '.')).toBe(45_00);
    expect(minor('1,234,567', '.')).toBe(1_234_567_00);
    expect(minor("12'345.60", '.')).toBe(12_345_60);
    expect(minor('12 000,00 zł', ',')).toBe(12_000_00);
    expect(minor('-', ',')).toBeNull();
    expect(minor(1234.56, ',')).toBe(1_234_56);
    expect(minor(0.1 + 0.2, ',')).toBe(30);
  });

  it('refuses aloud what is no such amount', () => {
    expect(minor('0,375', ',')).toBe('tooPrecise');
    expect(minor('1.234,50', '.')).toBe('notAnAmount');
    expect(minor('12,34', '.')).toBe('notAnAmount');
    expect(minor('1,2E+05', ',')).toBe('shortened');
    expect(minor('0x10', '.')).toBe('notAnAmount');
    expect(minor('-5', '.')).toBe('negative');
    expect(minor('(5.00)', '.')).toBe('negative');
    expect(minor(0.375, '.')).toBe('tooPrecise');
  });

  it('written in any way reads back to the same amounts, or is asked about', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10 ** 11 }), { minLength: 1, maxLength: 12 }),
        fc.constantFrom<readonly ['.' | ',', string]>(
          ['.', ','],
          ['.', ' '],
          ['.', "'"],
          ['.', ''],
          [',', '.'],
          [',', '\u{a0}'],
          [',', ''],
        ),
        fc.constantFrom(0, 2, 4),
        fc.constantFrom('', ' zł', ' PLN'),
        (amounts, [sign, group], decimals, unit) => {
          const whole = decimals === 0 ? amounts.map((each) => each - (each % 100)) : amounts;
          const write = (each: number): string => {
            const digits = String(Math.floor(each / 100)).replace(/\B(?=(\d{3})+$)/g, group);
            const fraction = String(each % 100)
              .padStart(2, '0')
              .padEnd(decimals, '0');
            return digits + (decimals === 0 ? '' : sign + fraction) + unit;
          };
          const cells = whole.map(write);
          const evidence = decimalEvidence(cells);
          if (evidence.sign === 'unclear') return;
          expect(['any', sign]).toContain(evidence.sign);
          const decimalSign = evidence.sign === ',' ? ',' : '.';
          expect(cells.map((cell) => minor(cell, evidence.sign === 'any' ? sign : decimalSign))).toEqual(whole);
        },
      ),
      { numRuns: 300 },
    );
  });
});

const day = (cell: string | number, order: DateOrder = 'dayFirst', timeZone = 'Europe/Warsaw') => {
  const read = readDateCell(cell, { order, timeZone });
  if (!read.ok) return read.why;
  return read.at === null ? read.on : new Date(read.at).toISOString();
};

describe('a column of dates', () => {
  it.each([
    [['03/04/2026', '13/04/2026'], { order: 'dayFirst' }],
    [['03/04/2026', '03/14/2026'], { order: 'monthFirst' }],
    [['03/04/2026', '05/05/2026'], { order: 'unclear', example: '03/04/2026' }],
    [['13/04/2026', '04/13/2026'], { order: 'mixed', example: '04/13/2026' }],
    [['05/05/2026', '2026-04-03', '3 April 2026', '03.04.2026', ''], { order: 'any' }],
  ] as const)('%j says %j of its order', (cells, evidence) => {
    expect(dateEvidence(cells)).toEqual(evidence);
  });

  it('is read as files write days and times', () => {
    for (const written of [
      '2026-04-03',
      '2026/4/3',
      '03.04.2026',
      '3/4/2026',
      '3-4-2026',
      '3.4.26',
      '3 April 2026',
      'April 3rd, 2026',
    ]) {
      expect([written, day(written)]).toEqual([written, '2026-04-03']);
    }
    for (const written of ['3 kwietnia 2026 r.', '3 kwi 2026', '03-Apr-26', 'Fri, Apr 3, 2026', 46115, '46115']) {
      expect([written, day(written)]).toEqual([written, '2026-04-03']);
    }
    expect(day('03/04/2026', 'monthFirst')).toBe('2026-03-04');
    expect(day('03.04.2026', 'monthFirst')).toBe('2026-04-03');
    const noon = '2026-04-03T12:00:00.000Z';
    for (const written of [
      '2026-04-03T12:00:00Z',
      '2026-04-03 14:00',
      '03.04.2026, 14:00:00',
      '4/3/2026 2:00 PM',
      '2026-04-03T12:00:00.000+00:00',
    ]) {
      expect([written, day(written, 'monthFirst')]).toEqual([written, noon]);
    }
    expect(day('2026-04-03 08:00', 'dayFirst', 'America/New_York')).toBe(noon);
    expect(day('2026-04-03 05:00 -0700')).toBe(noon);
    expect(day('')).toBeNull();
  });

  it('refuses aloud what is no day', () => {
    expect(day('30.02.2026')).toBe('noSuchDay');
    expect(day('2026-02-30')).toBe('noSuchDay');
    expect(day('31/04/2026')).toBe('noSuchDay');
    expect(day('2026-04-03 25:00')).toBe('noSuchTime');
    expect(day('soon')).toBe('notADate');
    expect(day('26-01-31')).toBe('notADate');
    expect(['0001-01-01', '01/01/0001', '1899-12-30'].map((written) => day(written))).toEqual(Array(3).fill('longAgo'));
    expect(day('13:45')).toBe('notADate');
  });

  it('written in any way reads back to the same days, or is asked about', () => {
    const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
    const GENITIVES = 'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia'.split(
      ' ',
    );
    const writers: Readonly<Record<string, (y: string, m: string, d: string) => string>> = {
      iso: (y, m, d) => `${y}-${m}-${d}`,
      dots: (y, m, d) => `${d}.${m}.${y}`,
      short: (y, m, d) => `${Number(d)}.${Number(m)}.${y.slice(2)}`,
      british: (y, m, d) => `${d}/${m}/${y}`,
      american: (y, m, d) => `${Number(m)}/${Number(d)}/${y}`,
      dashes: (y, m, d) => `${d}-${m}-${y}`,
      english: (y, m, d) => `${d} ${MONTHS[Number(m) - 1]} ${y}`,
      polish: (y, m, d) => `${Number(d)} ${GENITIVES[Number(m) - 1]} ${y}`,
    };
    fc.assert(
      fc.property(
        fc.array(fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.constantFrom(...Object.keys(writers)),
        (dates, writer) => {
          const days = dates.map((each) => each.toISOString().slice(0, 10));
          const cells = days.map((each) => {
            const [y = '', m = '', d = ''] = each.split('-');
            return writers[writer]?.(y, m, d) ?? '';
          });
          const evidence = dateEvidence(cells);
          if (evidence.order === 'unclear') return;
          expect(cells.map((cell) => day(cell, evidence.order === 'monthFirst' ? 'monthFirst' : 'dayFirst'))).toEqual(days);
        },
      ),
      { numRuns: 300 },
    );
  });
});
