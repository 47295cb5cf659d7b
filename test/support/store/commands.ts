import fc from 'fast-check';
import { advance, move, win } from '../../../src/core/advance.ts';
import type { Act, Decision } from '../../../src/core/change.ts';
import { lose, reopen, undo, withdraw } from '../../../src/core/close.ts';
import type { DealFile } from '../../../src/core/deal.ts';
import type { DealEvent } from '../../../src/core/deal-event.ts';
import { addNote, assign, edit } from '../../../src/core/edit.ts';
import { openDeal } from '../../../src/core/open-deal.ts';
import type { Saved } from '../../../src/core/saved.ts';
import { MONDAY } from '../deal-builders.ts';
import type { Company } from '../tenant.ts';

const VALUES = [null, 0, 90_000, 4_800_000, 10_000_000_000_000] as const;
const STAGES = ['lead', 'prospect', 'needs', 'decision', 'offer', 'negotiation'] as const;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** What somebody does to one of the deals (by its place among those that exist), so long after the command before. */
export type Command = {
  readonly what: 'open' | 'advance' | 'move' | 'win' | 'lose' | 'reopen' | 'undo' | 'withdraw' | 'edit' | 'assign' | 'note';
  readonly deal: number;
  readonly afterMs: number;
  readonly stage: (typeof STAGES)[number];
  readonly valueMinor: number | null;
};

/** A company whose deals go from hand to hand. */
export type Team = Company & { readonly others: readonly string[] };

/** Piotr joins a company. */
export async function withPiotr(home: Company): Promise<Team> {
  const { member } = await home.tenant.enter({ slackUserId: 'U2', name: 'Piotr' }, { language: 'en', at: MONDAY });
  return { ...home, others: [member.id], pipeline: { ...home.pipeline, tiers: { lowMinor: 80_000, highMinor: 1_000_000 } } };
}

/** Any command; the pauses reach over the edges of age bins, days and months, and often stay within the time to undo. */
export const anyCommand: fc.Arbitrary<Command> = fc.record({
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
  afterMs: fc.constantFrom(0, 1, 3 * MINUTE, 8 * MINUTE, 3 * 60 * MINUTE, 0.02 * DAY, DAY, 9 * DAY, 47 * DAY),
  stage: fc.constantFrom(...STAGES),
  valueMinor: fc.constantFrom(...VALUES),
});

function decide({ what, stage, valueMinor }: Command, now: DealFile, past: readonly DealEvent[], home: Team, act: Act): Decision {
  const anyway = { anyway: { remindOn: act.today } };
  const amounts = { valueMinor, pipelineValueMinor: valueMinor };
  switch (what) {
    case 'move':
      return move(now, home.pipeline, stage, 'because', { ...anyway, answers: { deal: amounts } }, act);
    case 'win':
      return win(now, home.pipeline, { answers: { deal: amounts, ticks: ['signed'] } }, act);
    case 'lose':
      return lose(now, home.pipeline, 'expensive', '', act);
    case 'reopen':
      return reopen(now, home.pipeline, act);
    case 'undo':
      return undo(now, past, act);
    case 'withdraw':
      return withdraw(now, act);
    case 'edit':
      return edit(now, home.pipeline, { deal: { ...amounts, name: `Bielik ${act.at}` } }, act);
    case 'assign':
      return assign(now, now.deal.ownerId === home.anna.id ? (home.others[0] ?? '') : home.anna.id, act);
    case 'note':
      return addNote(now, 'they called', act);
    default:
      return advance(now, home.pipeline, { ...anyway, answers: { ticks: ['need', 'signed'] } }, act);
  }
}

/** Carries a command out on the store. @param deals how many there are. @returns what became of it, a refusal included. */
export async function carryOut(home: Team, command: Command, at: number, deals: number): Promise<Saved> {
  const { valueMinor } = command;
  if (command.what === 'open' || deals === 0) {
    const { pipeline, anna, tenant } = home;
    const details = { name: 'Bielik', ownerId: anna.id, valueMinor, pipelineValueMinor: valueMinor, stageId: command.stage };
    return tenant.deals.create((number) => openDeal(number, pipeline, details, home.act(at)), { key: null, at });
  }
  const act = home.act(at, 'manager');
  return home.tenant.deals.change((command.deal % deals) + 1, (now, past) => decide(command, now, past, home, act), {
    ...home.request(undefined, at),
    history: command.what === 'undo',
  });
}

/**
 * Carries commands out one after the other, each so long after the one before as it says.
 *
 * @returns what became of each, and the instant of the last.
 */
export async function carryOutAll(home: Team, commands: readonly Command[], from: number) {
  const all: Saved[] = [];
  let [at, deals] = [from, 0];
  for (const command of commands) {
    at += command.afterMs;
    const saved = await carryOut(home, command, at, deals);
    deals = saved.ok ? Math.max(deals, saved.file.deal.number) : deals;
    all.push(saved);
  }
  return { at, all };
}
