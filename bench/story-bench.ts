import { LANGUAGE_CODES, type Language } from '../src/core/people/language.ts';
import { weekday } from '../src/core/time/calendar.ts';
import { type Database, openDatabase } from '../src/store/db/database.ts';
import { findContradictions, liveThrough, printContradiction, type Readings } from '../test/support/story/live-story.ts';
import type { Story } from '../test/support/story/rules/rule.ts';
import { beginGeneratedFirm, beginSampleFirm, type StoryFirm } from '../test/support/story/story-firm.ts';
import type { StoryInstant } from '../test/support/story/story-instant.ts';
import type { Surface } from '../test/support/story/surface.ts';
import { startTestBot, type TestBot } from '../test/support/test-bot.ts';

/** Days of the sample firm, and of each generated one. */
const SAMPLE_DAYS = Number(process.env['STORY_DAYS'] ?? 84);
const FIRM_DAYS = Number(process.env['STORY_FIRM_DAYS'] ?? 14);
/** One firm in so many is one person. */
const ALONE_EVERY = 4;
/** Which language somebody reads who sells alone: each in turn; undefined: a team sells. */
const aloneIn = (seed: number): Language | undefined =>
  seed % ALONE_EVERY === 0 ? LANGUAGE_CODES[(seed / ALONE_EVERY) % LANGUAGE_CODES.length] : undefined;
const FIRMS = Number(process.env['STORY_FIRMS'] ?? 20);
const FIRST_SEED = Number(process.env['STORY_SEED'] ?? 1);
/** `mondays` prints what is posted of the sample firm with the plan's numbers, of the last so many Mondays, and the days between. */
const SHOWN_DAYS = Number(process.env['STORY_SHOW'] ?? 0);

const EVERYTHING: Readings = { isRead: () => true, hours: ['08:30', '09:00', '16:30'], asks: () => true };
/** The mornings of a shown firm: what is asked for is not shown. */
const POSTS: Readings = { ...EVERYTHING, asks: ({ name }, hour) => name === 'Ewa' && hour === '09:00' };

const whole = (minor: number): string => `${Math.round(minor / 100_000)}k`;

/** As a person would copy it. */
const printSurface = ({ kind, reader, language, notification, parts }: Surface): string =>
  [
    `--- ${kind} · ${reader} (${language})`,
    ...(notification === '' ? [] : [`[notification] ${notification}`]),
    ...parts.map(({ text }) => text),
  ].join('\n');

/** The plan's numbers, a stage a line. */
function printPlan({ plan, on, stages }: StoryInstant): string {
  const name = (id: string | null) => stages.en.find(({ stageId }) => stageId === id)?.shortName ?? '-';
  const coverage = plan.coverage.map(
    ({ period, percent, targetMinor, expectedMinor }) =>
      `${period.kind} ${period.startsOn}: ${percent ?? '-'}% (${whole(expectedMinor ?? 0)} of ${whole(targetMinor ?? 0)})`,
  );
  const short = plan.stages.map(({ stageId, count, need, costMinor, overfull }) =>
    [
      `${name(stageId)} ${count}`,
      ...(need === null ? [] : [`needs ${need.required} (${need.basis.kind}, since ${need.since}), costs ${whole(costMinor)}`]),
      ...(overfull ? ['too many'] : []),
    ].join(' '),
  );
  const actions = plan.actions.all.map((action) =>
    action.kind === 'move' ? `D-${action.number} for ${name(action.forStageId)}` : `${action.deals} new`,
  );
  return [
    `=== Plan of ${on}: ${plan.headline}, lead ${name(plan.lead.stageId)}`,
    coverage.join(' · '),
    short.join(' · '),
    `actions: ${actions.join(', ') || 'none'}`,
  ].join('\n');
}

/** Lives through a firm and prints what contradicts itself. @returns how much of it does. */
async function holdFirm(firm: StoryFirm): Promise<number> {
  const before: Story[] = [];
  const counts = new Map<string, number>();
  let read = 0;
  for await (const instant of liveThrough(firm, EVERYTHING)) {
    const { story, found } = findContradictions(instant, before);
    before.push(story);
    read += instant.surfaces.length;
    for (const each of found) {
      counts.set(each.rule, (counts.get(each.rule) ?? 0) + 1);
      console.log(printContradiction(each));
    }
  }
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const rules = [...counts].map(([rule, count]) => `${rule} ${count}`).join(', ');
  console.log(
    `${firm.name}: ${before.length} instants, ${read} messages, ${all} contradictions${rules === '' ? '' : `: ${rules}`}`,
  );
  return all;
}

async function showPosts(firm: StoryFirm): Promise<void> {
  for await (const instant of liveThrough(firm, POSTS)) {
    const posts = instant.surfaces.filter(
      ({ kind, reader }) => reader.startsWith('#') || (reader === 'Ewa' && kind === 'alert-direct'),
    );
    const isMonday = weekday(instant.on) === 1 && posts.some(({ kind }) => kind === 'digest');
    if (posts.length === 0 && !isMonday) continue;
    console.log(`${printPlan(instant)}\n${posts.map(printSurface).join('\n')}\n`);
  }
}

/**
 * Everything that is told of each day of twelve weeks of the sample firm and of generated firms, held against each other. Sets the exit code
 * where something contradicts itself. `STORY_FIRMS` and `STORY_SEED`: how many firms, from which seed; `STORY_DAYS`: days of the sample,
 * `STORY_FIRM_DAYS`: of each firm;
 * `STORY_SHOW=28` prints what is posted in four weeks instead.
 */
export async function storyBench(): Promise<void> {
  if (SHOWN_DAYS > 0)
    return inOwnWorkspace(async (lejek, database) => showPosts(await beginSampleFirm(lejek, database, { days: SHOWN_DAYS })));
  let all = 0;
  if (SAMPLE_DAYS > 0) {
    all += await inOwnWorkspace(async (lejek, database) =>
      holdFirm(await beginSampleFirm(lejek, database, { days: SAMPLE_DAYS })),
    );
  }
  for (let seed = FIRST_SEED; seed < FIRST_SEED + FIRMS; seed += 1) {
    all += await inOwnWorkspace(async (lejek, database) =>
      holdFirm(await beginGeneratedFirm(lejek, database, { seed, days: FIRM_DAYS, alone: aloneIn(seed) })),
    );
  }
  if (all > 0) process.exitCode = 1;
}

/** Each firm has a workspace of its own: what one's people have on screen is nothing to the next one's. */
async function inOwnWorkspace<T>(live: (lejek: TestBot, database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ memory: true });
  const lejek = await startTestBot({ database, ackLimitMs: 60_000 });
  try {
    return await live(lejek, database);
  } finally {
    await lejek.stop();
  }
}
