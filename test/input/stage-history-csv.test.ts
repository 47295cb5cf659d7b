import { describe, expect, test } from 'vitest';
import { parseInstant, parseStageHistory } from '../../src/input/stage-history-csv.ts';

const STAGES = ['Lead', 'Offer'];
const HEAD = 'at,deal_id,rep,value,currency,event,stage';
const read = (...lines: readonly string[]) => parseStageHistory([HEAD, ...lines].join('\n'), STAGES);

describe('a stage history in CSV', () => {
  test('is read in order of time, lines of one instant as they stand', () => {
    const { events, bad } = read(
      '2025-01-02T10:00:00Z,1,Anna,,EUR,won,',
      '2025-01-01T10:00:00Z,1,Anna,1200.50,EUR,stage,lead',
      '2025-01-02T10:00:00Z,2,Ben,,EUR,stage,Offer',
    );
    expect(bad).toEqual([]);
    expect(events.map(({ dealId, kind, stageId, value }) => [dealId, kind, stageId, value])).toEqual([
      ['1', 'stage', 'Lead', 1200.5],
      ['1', 'won', null, null],
      ['2', 'stage', 'Offer', null],
    ]);
  });

  test('may come from a Polish Excel: semicolons, decimal commas, a byte order mark', () => {
    const text = `\ufeff${HEAD.replaceAll(',', ';')}\r\n2025-01-01 10:00;1;Łucja;"1 200,50";PLN;stage;OFFER\r\n`;
    expect(parseStageHistory(text, STAGES).events).toMatchObject([{ rep: 'Łucja', value: 1200.5, stageId: 'Offer' }]);
  });

  test('has a heading, a number of columns and cells like a table that people made', () => {
    expect(() => parseStageHistory(`${HEAD},${'x,'.repeat(300)}\n`, STAGES)).toThrow('308 columns, more than 200');
    expect(() => parseStageHistory('a'.repeat(30_000), STAGES)).toThrow('no heading');
    const { events, bad } = read(
      `2025-01-01,1,A,,,stage,Lead${','.repeat(500)}`,
      `2025-01-01,1,${'A'.repeat(1001)},,,stage,Lead`,
      '2025-01-01,1,A,,,stage,Lead',
    );
    expect(events).toHaveLength(1);
    expect(bad).toEqual([
      { line: 2, why: 'it has 507 columns, more than 200' },
      { line: 3, why: 'a cell is longer than 1000 characters' },
    ]);
  });

  test('with nothing but lines that cannot be used names a thousand of them', () => {
    expect(read(...Array.from({ length: 3000 }, () => 'never,1,A,,,stage,Lead')).bad).toHaveLength(1000);
  });

  test('names the line and the reason of what it cannot use', () => {
    const { events, bad } = read(
      'yesterday,1,A,,,stage,Lead',
      '2025-01-01,1,A,,,stage,Demo',
      '2025-01-01,1,A,,,moved,Lead',
      '2025-01-01,1,A,-5,,won,',
    );
    expect(events).toEqual([]);
    expect(bad).toEqual([
      { line: 2, why: '"yesterday" is no instant' },
      { line: 3, why: 'there is no stage "Demo"' },
      { line: 4, why: '"moved" is no event: stage, won, lost or value' },
      { line: 5, why: '"-5" is no amount' },
    ]);
  });

  test('never adds currencies: values in another one than most are left out', () => {
    const history = read(
      '2025-01-01,1,A,10,EUR,stage,Lead',
      '2025-01-01,2,A,20,EUR,stage,Lead',
      '2025-01-01,3,A,30,USD,stage,Lead',
    );
    expect(history).toMatchObject({ currency: 'EUR', otherCurrencies: 1 });
    expect(history.events.map(({ value }) => value)).toEqual([10, 20, null]);
  });

  test('without its columns is refused by name', () => {
    expect(() => parseStageHistory('when,who\n1,2', STAGES)).toThrow('no column at, deal_id, rep, event, stage');
  });
});

test('an instant without a zone is UTC, without a time the start of the day', () => {
  expect(parseInstant('2025-03-30T12:00:00+02:00')).toBe(Date.parse('2025-03-30T10:00:00Z'));
  expect(parseInstant('2025-03-30 12:00:00.250')).toBe(Date.parse('2025-03-30T12:00:00.250Z'));
  expect(parseInstant('2025-03-30')).toBe(Date.parse('2025-03-30T00:00:00Z'));
  expect(parseInstant('30.03.2025')).toBeUndefined();
  expect(parseInstant('2025-13-30')).toBeUndefined();
});
