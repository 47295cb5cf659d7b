import { describe, expect, it } from 'vitest';
import { printLine } from '../../../simulator/terminal/line.ts';
import { type MrkdwnReader, mrkdwnParagraphs, mrkdwnSpans } from '../../../simulator/terminal/mrkdwn.ts';
import { layOut } from '../../../simulator/terminal/paragraph.ts';

const NAMES: { readonly [id: string]: string } = { U1: 'Anna Żak', C1: 'sprzedaż', S1: 'sales' };
const reader: MrkdwnReader = { lookUpName: (id) => NAMES[id], locale: 'pl-PL', timeZone: 'Europe/Warsaw' };
const read = (text: string) =>
  mrkdwnSpans(text, reader)
    .map((span) => span.text)
    .join('');
const layOutText = (text: string) => layOut(mrkdwnParagraphs(text, reader), 40).map((line) => printLine(line, false));

describe('emphasis', () => {
  it('is bold, italic, struck out, or code', () => {
    expect(mrkdwnSpans('*a* _b_ ~c~ `d*e*`', reader).filter((span) => span.text.trim() !== '')).toEqual([
      { text: 'a', bold: true },
      { text: 'b', italic: true },
      { text: 'c', strike: true },
      { text: '`d*e*`', tone: 'code' },
    ]);
  });

  it('nests', () => {
    expect(mrkdwnSpans('*a _b_*', reader)).toEqual([
      { text: 'a ', bold: true },
      { text: 'b', bold: true, italic: true },
    ]);
  });

  it.each(['2*3*4', 'snake_case_name', '* list *', '**', '*open'])('leaves %s alone', (text) => expect(read(text)).toBe(text));
});

describe('mentions and links', () => {
  it.each([
    ['<@U1>', '@Anna Żak'],
    ['<@U9|ann>', '@ann'],
    ['<@U9>', '@U9'],
    ['<#C1>', '#sprzedaż'],
    ['<#C9|deals>', '#deals'],
    ['<!subteam^S1>', '@sales'],
    ['<!here>', '@here'],
    ['<https://example.com|the report>', 'the report (https://example.com)'],
    ['<https://example.com?a=1&amp;b=2>', 'https://example.com?a=1&b=2'],
    ['<mailto:anna@example.com|anna@example.com>', 'anna@example.com'],
    ['&lt;!channel&gt; R&amp;D', '<!channel> R&D'],
  ])('%s reads %s', (text, shown) => expect(read(text)).toBe(shown));

  it('a name cannot bring control characters in', () => {
    const sly: MrkdwnReader = { ...reader, lookUpName: () => '\u001b[31mAnna' };
    expect(mrkdwnSpans('<@U1>', sly)[0]?.text).toBe('@\\u001b[31mAnna');
  });
});

describe('dates', () => {
  // 18 December 2026, 23:30 UTC is half past midnight of the 19th in Warsaw.
  const seconds = Date.UTC(2026, 11, 18, 23, 30) / 1000;

  it.each([
    ['{date_num}', '2026-12-19'],
    ['{date_short}', '19 gru 2026'],
    ['{date_long} {time}', 'sobota, 19 grudnia 2026 00:30'],
  ])('%s is shown in the language and zone of the reader', (format, shown) => {
    expect(read(`<!date^${seconds}^${format}|later>`)).toBe(shown);
  });

  it.each(['{ago}', '{constructor}'])('%s falls back to the text of the app', (format) => {
    expect(read(`<!date^${seconds}^${format}|later>`)).toBe('later');
  });

  it('no instant falls back too', () => expect(read('<!date^soon^{date}|later>')).toBe('later'));
});

describe('paragraphs', () => {
  it('put quotes behind a bar', () => expect(layOutText('> one\n&gt; two\nthree')).toEqual(['▏ one', '▏ two', 'three']));

  it('keep fenced text as it is', () => {
    expect(layOutText('Now:\n```\nStage   Deals\n*Lead*     34\n```\ndone')).toEqual([
      'Now:',
      '│ Stage   Deals',
      '│ *Lead*     34',
      'done',
    ]);
  });

  it('take a fence that never closes for text', () => expect(layOutText('a ```b').join(' ')).toContain('b'));
});
