import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { PlainDate } from '../../src/core/time/calendar.ts';
import { en } from '../../src/locale/en.ts';
import type { Messages } from '../../src/locale/messages.ts';
import { joinSafe, type SafeText, type Sentences, safe } from '../../src/locale/safe-text.ts';
import { button, contextLine, type Message, textMessage } from '../../src/slack/views/kit/blocks.ts';
import {
  literal,
  memberNameText,
  notificationText,
  personMention,
  richText,
  toPlainText,
} from '../../src/slack/views/kit/text.ts';

const typed: string = '*bold* <!here> `code`';
const unlinked = { slackUserId: null, name: typed, active: true };
/** Has left since they were named. */
const left = { slackUserId: 'U1', name: typed, active: false };

describe('text that somebody typed does not compile where safe text is wanted', () => {
  it('in a sentence of any language', () => {
    // @ts-expect-error a name goes through literal()
    en.advance.undoneOther(typed);
    // @ts-expect-error inside a list too
    en.card.missing([typed]);
    // @ts-expect-error and inside named fields
    en.home.month(safe`May`, safe`1k`, { value: typed, share: safe`1%` });
    expectTypeOf(en.advance.undoneOther).parameter(0).toEqualTypeOf<SafeText>();
    expectTypeOf(en.advance.undoneOther(literal(typed))).toEqualTypeOf<SafeText>();
    expectTypeOf<Messages['common']['cancel']>().toEqualTypeOf<SafeText>();
  });

  it('in a template, in a joined line, in a list of things', () => {
    // @ts-expect-error
    safe`Deal ${typed}`;
    // @ts-expect-error
    joinSafe([typed], ', ');
    // @ts-expect-error
    en.f.list([typed]);
    // @ts-expect-error an ordinary template makes an ordinary string
    const line: SafeText = `${safe`a`} ${typed}`;
    expect(line).toContain(typed);
  });

  it('on what Slack shows: rich text, plain text, a button, and what a notification says', () => {
    // @ts-expect-error
    richText(typed);
    // @ts-expect-error
    contextLine(typed);
    // @ts-expect-error
    button({ id: 'a', text: typed, value: '' });
    // @ts-expect-error
    textMessage(typed);
    // @ts-expect-error a message's text is escaped: notificationText() makes it
    const message: Message = { text: typed, blocks: [] };
    expect(message.blocks).toEqual([]);
  });
});

describe('the types of sentences', () => {
  it('dates, counts and fixed words stay what they are; text becomes safe text', () => {
    type Written = { readonly due: (what: string, on: PlainDate | null, kind: 'won' | 'lost', count: number) => string };
    type Seen = Sentences<Written>['due'];
    expectTypeOf<Parameters<Seen>>().toEqualTypeOf<[what: SafeText, on: PlainDate | null, kind: 'won' | 'lost', count: number]>();
    expectTypeOf<ReturnType<Seen>>().toEqualTypeOf<SafeText>();
  });
});

describe('what makes safe text', () => {
  it('shows what was typed exactly as typed, wherever it stands', () => {
    const made = [literal(typed), memberNameText(unlinked), personMention(unlinked), personMention(left)];
    for (const text of made) expect(toPlainText(safe`*Deal* ${text}`)).toBe(`Deal ${typed}`);
    expect(notificationText(literal(typed))).toBe('*bold* &lt;!here&gt; `code`');
  });

  it('is two files, and no other says that a string is safe', () => {
    const src = new URL('../../src/', import.meta.url);
    const makers = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .filter((file) =>
        /\bas (?:unknown as )?(?:SafeText|NotificationText|Sentences<)/.test(readFileSync(new URL(file, src), 'utf8')),
      );
    expect(makers.toSorted()).toEqual(['locale/safe-text.ts', 'slack/views/kit/text.ts']);
  });
});
