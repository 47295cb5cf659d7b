import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../../simulator/terminal/render.ts';
import { LANGUAGE_CODES } from '../../../../src/core/people/language.ts';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { digestThread } from '../../../../src/slack/views/funnel/digest-thread.ts';
import { toPlainText } from '../../../../src/slack/views/kit/text.ts';
import { viewData } from '../../../support/view-data.ts';

/** A part that is read at a glance. */
const MOST_LINES = 8;

describe.each(LANGUAGE_CODES)('the thread of a digest (%s)', (language) => {
  const m = LANGUAGES[language];
  const { facts, members } = viewData(language, 'usual');
  const { blocks } = digestThread(m, facts, members);
  const parts = blocks
    .map((block) => (block.type === 'divider' ? '§' : renderMessage({ blocks: [block] }, { width: 400 })))
    .join('\n')
    .split('§')
    .map((part) => part.split('\n').filter((line) => line.trim() !== ''));

  it('has parts, each with a heading, none of them a wall', () => {
    const headings: readonly string[] = Object.values(m.digest.thread.heading).map((heading) => toPlainText(heading));
    expect(parts.length).toBeGreaterThanOrEqual(4);
    for (const [first = '', ...rest] of parts) {
      expect(headings).toContain(first.trim());
      expect(rest.length).toBeGreaterThan(0);
      expect(rest.filter((line) => !line.startsWith('│')).length).toBeLessThanOrEqual(MOST_LINES);
    }
  });

  it('says of parts without anything nothing', () => {
    const empty = viewData(language, 'empty');
    const said = JSON.stringify(digestThread(m, empty.facts, empty.members).blocks);
    expect(said).not.toContain(toPlainText(m.digest.thread.heading.needs));
  });
});
