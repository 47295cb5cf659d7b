import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../../simulator/terminal/render.ts';
import { LANGUAGE_CODES } from '../../../../src/core/people/language.ts';
import { LANGUAGES } from '../../../../src/locale/languages.ts';
import { digestThread } from '../../../../src/slack/views/funnel/digest-thread.ts';
import { toPlainText } from '../../../../src/slack/views/kit/text.ts';
import { plainSpaces } from '../../../support/plain-spaces.ts';
import { viewData } from '../../../support/view-data.ts';

/** A part that is read at a glance. */
const MOST_LINES = 8;

describe.each(LANGUAGE_CODES)('the thread of a digest (%s)', (language) => {
  const m = LANGUAGES[language];
  const { facts, ...people } = viewData(language, 'usual');
  const { blocks } = digestThread(m, facts, people);
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

  it('names every stage that is short, and says so where nobody is on it', () => {
    const needs = (all: typeof facts, solo = true): string =>
      digestThread(m, all, { ...people, solo })
        .blocks.map((block) => renderMessage({ blocks: [block] }, { width: 400 }))
        .join('\n');
    for (const { shortName, count, needed } of facts.gaps)
      expect(needs(facts)).toContain(`${shortName} (${count} ${toPlainText(m.funnelNow.ofNeeded(needed))})`);
    expect(needs({ ...facts, promises: [] }, false)).toContain(toPlainText(m.home.untaken));
    expect(needs({ ...facts, promises: [] })).not.toContain(toPlainText(m.home.untaken));
  });

  it('calls nothing short where nothing is: what the target takes stands beside the targets', () => {
    const { heading } = m.digest.thread;
    const said = digestThread(m, { ...facts, gaps: [] }, people)
      .blocks.map((block) => renderMessage({ blocks: [block] }, { width: 400 }))
      .join('\n');
    expect(said).not.toContain(toPlainText(heading.needs).replaceAll('*', ''));
    const [, targets = ''] = said.split(toPlainText(heading.goals).replaceAll('*', ''));
    const [before, held] = targets.split(toPlainText(heading.held).replaceAll('*', ''));
    expect(before).toContain(language === 'en' ? 'it would take' : 'Żeby osiągnąć cel');
    expect(held).toBeDefined();
  });

  it('says of each stage how many move on, how long half of them stay, and how many are won, with its range and what it rests on', () => {
    const known = {
      passRate: 0.52,
      medianDays: 11.2,
      win: 0.24,
      low: 0.17,
      high: 0.32,
      n: 63,
      mostlyAssumption: false,
      winChance: 0.2,
    };
    const assumed = { ...known, medianDays: null, n: 2, mostlyAssumption: true };
    const stages = facts.stages.map((line) => ({
      ...line,
      numbers: line.stageId === 'needs' ? known : line.stageId === 'negotiation' ? assumed : null,
    }));
    const said = plainSpaces(
      digestThread(m, { ...facts, stages, estimates: [] }, people)
        .blocks.map((block) => renderMessage({ blocks: [block] }, { width: 400 }))
        .join('\n'),
    );
    expect(said).toContain(
      {
        en: 'Needs → Decision: 52% move on, half leave within 11 days, win 24% (8 in 10: 17–32%, from 63 deals)',
        pl: 'Potrzeby → Decydent: dalej idzie 52%, połowa opuszcza etap w ciągu 11 dni, wygrana 24% (8 na 10: 17–32%, z 63 szans)',
      }[language],
    );
    expect(said).toContain(
      {
        en: 'Negotiation: 52% move on, win 24% (8 in 10: 17–32%, mostly assumption)',
        pl: 'Negocjacje: dalej idzie 52%, wygrana 24% (8 na 10: 17–32%, głównie założenia)',
      }[language],
    );
    expect(said).not.toContain({ en: 'Offer → Negotiation:', pl: 'Oferta → Negocjacje:' }[language]);
  });

  it('says of parts without anything nothing', () => {
    const empty = viewData(language, 'empty');
    const said = JSON.stringify(digestThread(m, empty.facts, empty).blocks);
    expect(said).not.toContain(toPlainText(m.digest.thread.heading.needs));
  });
});
