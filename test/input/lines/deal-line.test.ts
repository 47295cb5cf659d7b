import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAmount } from '../../../src/input/amount.ts';
import { type DealDraft, parseDealLine } from '../../../src/input/lines/deal-line.ts';

/** A Tuesday. */
const CONTEXT = { today: '2026-11-24', fiscalStartMonth: 1, monthFirst: false, currency: 'PLN' } as const;
const read = (raw: string): DealDraft => parseDealLine(raw, CONTEXT);
const readName = (raw: string) => read(raw).name;
const readMoney = (raw: string) => {
  const { money } = read(raw);
  return money === undefined ? undefined : `${money.minor} ${money.currency}`;
};

describe('a whole line', () => {
  it('is understood in English', () => {
    expect(read('Acme ERP 12k PLN close 30 June <@U1|anna>')).toEqual({
      name: 'Acme ERP',
      contact: {},
      company: undefined,
      money: { minor: 1_200_000, currency: 'PLN' },
      moneyText: '12k PLN',
      closeOn: '2027-06-30',
      owner: { kind: 'user', id: 'U1', name: 'anna', token: '<@U1>' },
      understood: [
        { field: 'owner', text: '@anna' },
        { field: 'closeOn', text: 'close 30 June' },
        { field: 'money', text: '12k PLN' },
      ],
      problems: [],
      steps: [],
    });
  });

  it('is understood in Polish', () => {
    expect(read('Bielik serwis wózków 48 tys. zł do 30.06 <@U1|anna>')).toMatchObject({
      name: 'Bielik serwis wózków',
      money: { minor: 4_800_000, currency: 'PLN' },
      closeOn: '2027-06-30',
      owner: { id: 'U1' },
    });
    expect(read('Bielik serwis 48 000 koniec kwartału')).toMatchObject({ name: 'Bielik serwis', closeOn: '2026-12-31' });
  });

  it('may come in any order, with commas, dashes and brackets', () => {
    for (const raw of [
      '<@U1> close 30 June, 12k PLN, Acme ERP',
      'Acme ERP, (12k PLN), <@U1>, by 30 June',
      'Acme ERP - 12k PLN - 30.06.2027 <@U1>',
      'Acme<@U1>ERP kwota: 12k termin: 30.06',
    ]) {
      expect(read(raw)).toMatchObject({
        name: 'Acme ERP',
        money: { minor: 1_200_000 },
        closeOn: '2027-06-30',
        owner: { id: 'U1' },
      });
    }
  });

  it('may be empty, or a name alone', () => {
    expect(read('')).toMatchObject({ name: '', understood: [], problems: [] });
    expect(read('Smith &amp; Sons')).toMatchObject({ name: 'Smith & Sons', understood: [], problems: [] });
  });
});

describe('a name', () => {
  it.each([
    'March Networks',
    'Maj Sp. z o.o.',
    'Acme 500',
    'ISO 9001',
    'Nokia 3310',
    '3M filtry',
    'kabel 12 m',
    'dostawa do Maj Sp. z o.o.',
    'Close Brothers',
    'Acme Due Diligence',
    'rekrutacja na 1/2 etatu',
    'Stand by me',
    'Abonament za miesiąc',
    "O'Brien's",
    'Termin Sp. z o.o.',
    'Acme - serwis',
    'Sklep "Maj"',
  ])('stays whole: %s', (name) => {
    expect(read(name)).toMatchObject({ name, money: undefined, closeOn: undefined, problems: [] });
  });

  it('in quotes is a name, whatever it says', () => {
    expect(read('"by Friday 500k" 12k')).toMatchObject({
      name: 'by Friday 500k',
      money: { minor: 1_200_000 },
      closeOn: undefined,
    });
    expect(readName('„Maj do piątku”')).toBe('Maj do piątku');
  });

  it('keeps its words in order when something is understood between them', () => {
    expect(readName('Zielony 12k PLN Młyn do 30.06 serwis')).toBe('Zielony Młyn serwis');
  });
});

describe('the value of a line', () => {
  it('is marked by a currency, k, tys., mln or a keyword', () => {
    expect(readMoney('Acme 500 zł')).toBe('50000 PLN');
    expect(readMoney('Acme €12k')).toBe('1200000 EUR');
    expect(readMoney('Acme 1,2 mln zł netto')).toBe('120000000 PLN');
    expect(readMoney('Acme value 500')).toBe('50000 PLN');
  });

  it('without a mark counts only at the end, in groups or from five digits on', () => {
    expect([readMoney('Acme 12000'), readMoney('Acme 5 000'), readMoney('Acme 48 000 do piątku')]).toEqual([
      '1200000 PLN',
      '500000 PLN',
      '4800000 PLN',
    ]);
    expect([readMoney('Acme 5000'), readMoney('Acme 12000 users')]).toEqual([undefined, undefined]);
  });

  it('takes its preposition along', () => {
    expect([readName('serwis za 48k'), readName('audit for 12k EUR'), readName('remont do 30 000 zł')]).toEqual([
      'serwis',
      'audit',
      'remont',
    ]);
  });

  it.each([
    ['Klient 2 for 30k PLN', 'Klient 2', '30k PLN'],
    ['serwis za 30 tys. zł', 'serwis', '30 tys. zł'],
    ['audit about 5k, by 30 June', 'audit', '5k'],
    ['audit for about 5k, close Friday', 'audit', '5k'],
    ['serwis za około 5 tys. zł, do piątku', 'serwis', '5 tys. zł'],
    ['serwis ok. 48 000', 'serwis', '48 000'],
    ['serwis ~12k zł', 'serwis', '12k zł'],
    ['Acme value: 500;', 'Acme', '500'],
    ['Acme (12k PLN)', 'Acme', '12k PLN'],
  ])('of "%s" is given as a form takes it', (line, name, text) => {
    const draft = read(line);
    expect([draft.name, draft.moneyText]).toEqual([name, text]);
    expect(parseAmount(draft.moneyText, CONTEXT)).toMatchObject({ ok: true, money: draft.money });
  });

  it('prefers a currency to a multiplier and the last to the first', () => {
    expect(read('Acme 500k users 12k PLN')).toMatchObject({ name: 'Acme 500k users', money: { minor: 1_200_000 } });
    expect(read('filtry 3M 12k')).toMatchObject({ name: 'filtry 3M', money: { minor: 1_200_000 } });
  });

  it('does not swallow a number of the name', () => {
    expect(read('Windows 11 12k PLN')).toMatchObject({ name: 'Windows 11', money: { minor: 1_200_000 } });
    expect(read('Fiat 500 12 000 zł')).toMatchObject({ name: 'Fiat 500', money: { minor: 1_200_000 } });
  });
});

describe('a date that may belong to the name', () => {
  it.each([
    ['do piątku Acme 12k', 'do piątku'],
    ['by Friday Acme 12k', 'by Friday'],
    ['Acme do jutra serwis', 'do jutra'],
    ['Acme 12k do 15', 'do 15'],
    ['szkolenie do maja Acme', 'do maja'],
  ])('is asked about: %s', (line, text) => {
    const { closeOn, problems } = read(line);
    expect([closeOn, problems]).toEqual([undefined, [{ field: 'closeOn', why: 'unsure', text }]]);
  });

  it.each([
    ['Acme 48k do nast. środy', '2026-12-02'],
    ['Acme 48k tydz. 50', '2026-12-11'],
  ])('is read where it ends the line: %s', (line, on) => {
    expect(read(line)).toMatchObject({ name: 'Acme', closeOn: on, problems: [] });
  });
});

describe('the date of a line', () => {
  it('needs a keyword, or is the end of a period or a full date at the end', () => {
    expect(read('Acme termin: 30.06').closeOn).toBe('2027-06-30');
    expect(read('Acme closing next month').closeOn).toBe('2026-12-31');
    expect(read('Acme due in 2 weeks').closeOn).toBe('2026-12-08');
    expect(read('Acme na koniec roku').closeOn).toBe('2026-12-31');
    expect(read('Acme 2026-12-31 12k').closeOn).toBe('2026-12-31');
    expect(read('Acme 30.06').closeOn).toBeUndefined();
  });

  it('of one word counts only where it ends the line', () => {
    expect(read('Black Friday campaign 5k by Friday <@U1>')).toMatchObject({
      name: 'Black Friday campaign',
      closeOn: '2026-11-27',
    });
    expect(read('Acme do maja 12k').closeOn).toBe('2027-05-31');
    expect(read('by Friday Labs 12k')).toMatchObject({ name: 'by Friday Labs', closeOn: undefined });
  });

  it('is told from an amount after the same word', () => {
    expect(read('remont do 12.5 tys. zł')).toMatchObject({ closeOn: undefined, money: { minor: 1_250_000 } });
    expect(read('remont do 30.06 PLN 500')).toMatchObject({ closeOn: '2027-06-30', money: { minor: 50_000 } });
    expect(read('remont by June 30 500 PLN')).toMatchObject({ closeOn: '2027-06-30', money: { minor: 50_000 } });
  });
});

describe('the owner and the company of a line', () => {
  it('are the first person mentioned and what follows its keyword', () => {
    expect(read('Acme opiekun: <@U1|anna> 5k')).toMatchObject({ name: 'Acme', owner: { id: 'U1' } });
    expect(read('serwis wózków, firma: Bielik Sp. z o.o., 48k')).toMatchObject({
      name: 'serwis wózków',
      company: 'Bielik Sp. z o.o.',
    });
    expect(read('nowa firma Bielik').company).toBeUndefined();
  });

  it('leave channels in the name', () => {
    expect(read('Acme from <#C1|leads> 5k')).toMatchObject({ name: 'Acme from #leads', owner: undefined });
  });
});

describe('what could not be read', () => {
  it.each([
    ['Acme 1.2.3k', 'money', 'notAnAmount', '1.2.3k'],
    ['Acme -5k', 'money', 'negative', '-5k'],
    ['Acme 1.234k', 'money', 'ambiguous', '1.234k'],
    ['Acme 999999mln', 'money', 'tooLarge', '999999mln'],
    ['Acme kwota 12x', 'money', 'notAnAmount', '12x'],
    ['Acme close 30 lutego', 'closeOn', 'noSuchDay', '30 lutego'],
    ['Acme do 31.06', 'closeOn', 'noSuchDay', '31.06'],
    ['Acme close soon', 'closeOn', 'notADate', 'soon'],
    ['Acme @anna', 'owner', 'notAMention', '@anna'],
  ])('in "%s" is told and stays in the name', (raw, field, why, text) => {
    expect(read(raw)).toMatchObject({ name: raw, problems: [{ field, why, text }] });
  });

  it('is a second person, who stays in the name', () => {
    expect(read('Acme <@U1|anna> <@U2|jan>')).toMatchObject({
      name: 'Acme @jan',
      owner: { id: 'U1' },
      problems: [{ field: 'owner', why: 'several', text: '@jan' }],
    });
  });
});

describe('any line', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'Acme',
      'do',
      'by',
      'close',
      '12k',
      '48',
      '000',
      'zł',
      'PLN',
      '30.06',
      'June',
      '30',
      '<@U1|anna>',
      '<@U2>',
      '@jan',
    ),
    fc.constantFrom(
      'koniec',
      'kwartału',
      '"Maj',
      'maj"',
      '"x"',
      'firma:',
      'Młyn,',
      '(5',
      'tys.)',
      '-',
      '<#C1|c>',
      'piątku',
      'kwota',
      'za',
      '1.2.3k',
    ),
    fc.string({ minLength: 1, maxLength: 4 }).filter((text) => !/[<>&]/.test(text)),
  );
  const line = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' '));
  const wordsOf = (text: string) => (text.match(/[\p{L}\p{N}]+/gu) ?? []).toSorted();

  it('loses no word', () => {
    fc.assert(
      fc.property(line, (raw) => {
        const { name, understood } = read(raw);
        const kept = [name, ...understood.map(({ text }) => text)].join(' ');
        const typed = raw.replace(/<([@#])U?2?\w*\|(\w+)>/g, ' $1$2 ').replaceAll('<@U2>', ' @U2 ');
        expect(wordsOf(kept)).toEqual(wordsOf(typed.normalize('NFC')));
      }),
    );
  });

  it('gives the same name again when the name is read', () => {
    fc.assert(
      fc.property(
        line.filter((raw) => !/["&<>,;:()-]/.test(raw)),
        (raw) => {
          const { name, understood } = read(raw);
          if (understood.length === 0) expect(readName(name)).toBe(name);
        },
      ),
    );
  });

  it('of 4,000 characters is read without waiting', () => {
    expect(readName('x'.repeat(4000))).toHaveLength(4000);
    expect(read('1 2 do k '.repeat(440)).understood.length).toBeLessThanOrEqual(4);
  });
});
