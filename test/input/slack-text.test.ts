import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalizeText, parseSlackText, replaceMentionsByNames } from '../../src/input/slack-text.ts';

const anyText = fc.array(fc.integer({ min: 0, max: 0x1_ffff })).map((points) => String.fromCodePoint(...points));
const textOf = (raw: string) => parseSlackText(raw).text;

describe('parseSlackText', () => {
  it('undoes the escapes of Slack once', () => {
    expect(textOf('Smith &amp; Sons &lt;3 &gt; 2')).toBe('Smith & Sons <3 > 2');
    expect(textOf('&amp;lt;')).toBe('&lt;');
  });

  it('reads a link as its label, else as its address', () => {
    expect(textOf('<http://acme.pl|acme.pl> <https://acme.pl/?a=1&amp;b=2>')).toBe('acme.pl https://acme.pl/?a=1&b=2');
    expect(textOf('<mailto:a@b.pl|a@b.pl> <mailto:c@d.pl> <tel:+48123|123> <tel:+48 123>')).toBe('a@b.pl c@d.pl 123 +48 123');
  });

  it('keeps people and channels as tokens, with or without a name', () => {
    const read = parseSlackText('to <@U1|anna> in <#C2|deals>, not <@W3>');
    expect(read.text).toBe('to <@U1> in <#C2>, not <@W3>');
    expect(read.mentions).toEqual([
      { kind: 'user', id: 'U1', name: 'anna', token: '<@U1>' },
      { kind: 'channel', id: 'C2', name: 'deals', token: '<#C2>' },
      { kind: 'user', id: 'W3', name: undefined, token: '<@W3>' },
    ]);
    expect(replaceMentionsByNames(read)).toBe('to @anna in #deals, not @W3');
  });

  it('does not take a typed token for a mention', () => {
    expect(parseSlackText('&lt;@U1&gt;')).toEqual({ text: '<@U1>', mentions: [] });
  });

  it('calls nobody when everybody is called', () => {
    expect(parseSlackText('<!channel> <!here|here> <!subteam^S1|@sales> <!subteam^S1>')).toEqual({
      text: '@channel here @sales @subteam',
      mentions: [],
    });
  });

  it('leaves brackets that are not from Slack', () => {
    expect(textOf('a < b > c <b> x<5>')).toBe('a < b > c <b> x<5>');
  });

  it('reads any text without an error, well formed and on one line', () => {
    const piece = fc.constantFrom('<', '>', '<@U1|', '|', '&lt;', '&amp;', '\ud800', '\0', '\n', 'a', ' ', '<!', ':');
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (raw) => {
          expect(textOf(raw)).not.toMatch(/\p{Surrogate}|[\0\r\n\t]| {2}/u);
        },
      ),
    );
  });

  it('reads 4,000 characters of brackets at once', () => {
    expect(textOf('<'.repeat(4000))).toHaveLength(4000);
    expect(textOf('<a:'.repeat(1333))).toHaveLength(3999);
  });
});

describe('normalizeText', () => {
  it('makes the characters of phones plain', () => {
    expect(normalizeText('„Maj” O’Brien 48\u00a0000\u202fzł – −5 a\u2011b')).toBe('"Maj" O\'Brien 48 000 zł - -5 a-b');
  });

  it('makes one line of many', () => {
    expect(normalizeText(' a\r\n\n b\tc\u2028d ')).toBe('a b c d');
  });

  it('drops what cannot be seen, but not the joiners inside emoji', () => {
    expect(normalizeText('A\u200bc\u00adm\u202ee\u0000\ufeff \u200d👨‍👩‍👧')).toBe('Acme 👨‍👩‍👧');
  });

  it('replaces half a character', () => {
    expect(normalizeText('a\ud800b')).toBe('a\ufffdb');
  });

  it('changes nothing the second time', () => {
    fc.assert(fc.property(anyText, (text) => normalizeText(normalizeText(text)) === normalizeText(text)));
  });
});
