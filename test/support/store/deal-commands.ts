import fc from 'fast-check';
import { advance, move, win } from '../../../src/core/deal/advance.ts';
import type { ActorContext, Decision } from '../../../src/core/deal/change.ts';
import { lose, reopen, withdraw } from '../../../src/core/deal/close.ts';
import type { DealFile } from '../../../src/core/deal/deal.ts';
import type { DealEvent } from '../../../src/core/deal/deal-event.ts';
import { addNote, assign, edit } from '../../../src/core/deal/edit.ts';
import { openDeal } from '../../../src/core/deal/open-deal.ts';
import type { SaveResult } from '../../../src/core/deal/save-result.ts';
import { undo } from '../../../src/core/deal/undo.ts';
import { DAY_MS, MINUTE_MS } from '../../../src/core/time/durations.ts';
import { ALL_DEALS } from '../all-deals.ts';
import type { Company } from '../company.ts';
import { MONDAY } from '../deal-builders.ts';
import { priced } from '../priced.ts';

const VALUES = [null, 0, 90_000, 4_800_000, 10_000_000_000_000] as const;
const STAGES = ['lead', 'prospect', 'needs', 'decision', 'offer', 'negotiation'] as const;

/** What somebody does to one of the deals (by its place among those that exist), so long after the command before. */
export type DealCommand = {
  readonly what: 'open' | 'advance' | 'move' | 'win' | 'lose' | 'reopen' | 'undo' | 'withdraw' | 'edit' | 'assign' | 'note';
  readonly deal: number;
  readonly afterMs: number;
  readonly stage: (typeof STAGES)[number];
  readonly valueMinor: number | null;
};

/** A company whose deals go from hand to hand. */
export type CompanyWithPiotr = Company & { readonly others: readonly string[] };

/** Piotr joins a company. */
export async function withPiotr(home: Company): Promise<CompanyWithPiotr> {
  const { member } = await home.tenant.loadOrCreateRequester(
    { slackUserId: 'U2', name: 'Piotr' },
    { language: 'en', at: MONDAY },
  );
  return { ...home, others: [member.id], pipeline: { ...home.pipeline, tiers: { lowMinor: 80_000, highMinor: 1_000_000 } } };
}

/** Any command; the pauses reach over the edges of age bins, days and months, and often stay within the time to undo. */
export const anyCommand: fc.Arbitrary<DealCommand> = fc.record({
  what: fc.constantFrom(
    'open',
    'advance',
    'advance',
    'move',
    'win',
    'lose',
    'reopen',
    'undo',
    'undo',
    'withdraw',
    'edit',
    'assign',
    'note',
  ),
  deal: fc.nat({ max: 4 }),
  afterMs: fc.constantFrom(
    0,
    1,
    3 * MINUTE_MS,
    8 * MINUTE_MS,
    3 * 60 * MINUTE_MS,
    0.02 * DAY_MS,
    DAY_MS,
    9 * DAY_MS,
    47 * DAY_MS,
  ),
  stage: fc.constantFrom(...STAGES),
  valueMinor: fc.constantFrom(...VALUES),
});

function toDecision(
  { what, stage, valueMinor }: DealCommand,
  now: DealFile,
  past: readonly DealEvent[],
  home: CompanyWithPiotr,
  act: ActorContext,
): Decision {
  const anyway = { anyway: { remindOn: act.today } };
  const amounts = priced(valueMinor);
  switch (what) {
    case 'move':
      return move(now, { pipeline: home.pipeline, to: stage, reason: 'because', ...anyway, answers: { deal: amounts } }, act);
    case 'win':
      return win(now, { pipeline: home.pipeline, answers: { deal: amounts, ticks: ['signed'] } }, act);
    case 'lose':
      return lose(now, { pipeline: home.pipeline, reasonId: 'expensive', note: '' }, act);
    case 'reopen':
      return reopen(now, home.pipeline, act);
    case 'undo':
      return undo(now, past, act);
    case 'withdraw':
      return withdraw(now, act);
    case 'edit':
      return edit(now, { pipeline: home.pipeline, edits: { deal: { ...amounts, name: `Bielik ${act.at}` } } }, act);
    case 'assign':
      return assign(now, now.deal.ownerId === home.anna.id ? (home.others[0] ?? '') : home.anna.id, act);
    case 'note':
      return addNote(now, { text: 'they called' }, act);
    default:
      return advance(now, { pipeline: home.pipeline, ...anyway, answers: { ticks: ['need', 'signed'] } }, act);
  }
}

/** Carries a command out on the store. @param deals how many there are. @returns what became of it, a refusal included. */
export async function executeCommand(
  home: CompanyWithPiotr,
  command: DealCommand,
  at: number,
  deals: number,
): Promise<SaveResult> {
  const { valueMinor } = command;
  if (command.what === 'open' || deals === 0) {
    const { pipeline, anna, tenant } = home;
    const details = { name: 'Bielik', ownerId: anna.id, ...priced(valueMinor), stageId: command.stage };
    return tenant.deals(ALL_DEALS).create((number) => openDeal({ number, pipeline }, details, home.act(at)), { key: null, at });
  }
  const act = home.act(at, 'manager');
  return home.tenant
    .deals(ALL_DEALS)
    .change((command.deal % deals) + 1, (now, past) => toDecision(command, now, past, home, act), {
      ...home.writeRequest(undefined, at),
      history: command.what === 'undo',
    });
}

/**
 * Carries commands out one after the other, each so long after the one before as it says.
 *
 * @returns what became of each, and the instant of the last.
 */
export async function executeCommands(home: CompanyWithPiotr, commands: readonly DealCommand[], from: number) {
  const all: SaveResult[] = [];
  let [at, deals] = [from, 0];
  for (const command of commands) {
    at += command.afterMs;
    const saved = await executeCommand(home, command, at, deals);
    deals = saved.ok ? Math.max(deals, saved.file.deal.number) : deals;
    all.push(saved);
  }
  return { at, all };
}
