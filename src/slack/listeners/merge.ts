import { type Deal, dealRef } from '../../core/deal.ts';
import { merge } from '../../core/merge.ts';
import { readText, withNames } from '../../input/normalise.ts';
import { mergeSplits } from '../../input/reference.ts';
import { refusedBefore, told } from '../changing.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { showTidiedAfter } from '../tidying.ts';
import { buttons, say } from '../views/blocks.ts';
import { SHOW } from '../views/deal-actions.ts';
import { dealTitle } from '../views/deal-title.ts';
import { dealValue, readDealValue } from '../views/deal-value.ts';
import { MERGE_SURE, mergeAsk } from '../views/merge.ts';
import { whichDeal } from '../views/which-deal.ts';
import { meant } from '../which.ts';

const noteFor = ({ m }: Visit, from: Deal): string => m.life.mergeNote(`${dealRef(from)} ${from.name}`);

/** Loads both and decides, without writing: the second of the two is never taken out where the first cannot take over. */
async function decided(visit: Visit, from: number, into: number) {
  const [fromFile, intoFile] = await Promise.all([visit.tenant.deals.file(from), visit.tenant.deals.file(into)]);
  if (fromFile === undefined || intoFile === undefined) return { fromFile, intoFile, decisions: undefined };
  const decisions = merge(intoFile, fromFile, visit.pipeline, noteFor(visit, fromFile.deal), visit.act);
  return { fromFile, intoFile, decisions };
}

async function ask(visit: Visit, from: Deal, into: Deal): Promise<Answer> {
  const { m } = visit;
  const { fromFile, intoFile, decisions } = await decided(visit, from.number, into.number);
  const refused =
    (await refusedBefore(visit, from, fromFile, decisions?.from, 'any')) ??
    (await refusedBefore(visit, into, intoFile, decisions?.into, 'any'));
  if (refused !== undefined) return refused;
  return { do: 'say', message: mergeAsk(m, from, into) };
}

async function typed(visit: Visit, rest: string): Promise<Answer> {
  const { m, pipeline } = visit;
  const text = withNames(readText(rest));
  if (text === '') return { do: 'say', message: say(m.life.whichMerge) };
  for (const { reference, rest: other } of mergeSplits(text)) {
    const [from, into] = [await meant(visit, reference), await meant(visit, other)];
    if (from.kind === 'one' && into.kind === 'one') return ask(visit, from.deal, into.deal);
    if (from.kind === 'several') return { do: 'say', message: whichDeal(m, from, pipeline) };
    if (into.kind === 'several') return { do: 'say', message: whichDeal(m, into, pipeline) };
  }
  return { do: 'say', message: say(m.life.whichMerge) };
}

async function carryOut(visit: Visit, value: string): Promise<Answer> {
  const { m, tenant } = visit;
  const [from, into] = value.split('>').map(readDealValue);
  if (from === undefined || into === undefined) return { do: 'say', message: say(m.common.gone) };
  // Both or neither: a failure between them would leave the same business twice, or half of it nowhere.
  const saved = await tenant.deals.changeBoth(
    into,
    from,
    (intoFile, fromFile) => {
      const decisions = merge(intoFile, fromFile, visit.pipeline, noteFor(visit, fromFile.deal), visit.act);
      return [decisions.into, decisions.from];
    },
    visit.request(),
  );
  if (!saved.ok) return told(visit, saved.which === 'first' ? into : from, saved.saved, () => say(''));
  const { first, second } = saved;
  for (const each of [first, second]) await showTidiedAfter(visit, each);
  return {
    do: 'say',
    message: say(
      m.life.merged(dealTitle(second.file.deal), dealTitle(first.file.deal)),
      ...buttons({ id: SHOW, text: m.common.open, value: dealValue(first.file.deal) }),
    ),
  };
}

/** Two deals that are one. */
export const mergeFlow: Flow = {
  deal: { merge: { opens: false, run: typed } },
  buttons: { [MERGE_SURE]: { run: (visit, press) => carryOut(visit, press.value) } },
};
