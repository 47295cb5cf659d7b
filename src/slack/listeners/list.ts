import { fold } from '../../core/fold.ts';
import { stageById } from '../../core/stage.ts';
import { readText } from '../../input/normalise.ts';
import { matchStage } from '../../input/stage-reference.ts';
import type { DealFilter } from '../../store/store-types.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { refusalContext } from '../refusal-context.ts';
import { say } from '../views/blocks.ts';
import { dealList, PAGE } from '../views/deal-list.ts';
import { LIST } from '../views/my-deals.ts';
import { literal, nameOf, type Tagged } from '../views/text.ts';

const MINE_WORDS = ['mine', 'my', 'moje', 'moja'];
const OPEN_WORDS = ['all', 'open', 'wszystkie', 'otwarte'];

type Read = { readonly filter: DealFilter; readonly what: Tagged } | { readonly unknown: string };

/** Understands `mine`, `@anna`, a stage, and combinations. */
async function readFilter(visit: Visit, typed: string): Promise<Read> {
  const { lists } = visit.m;
  const { text, mentions } = readText(typed);
  let filter: DealFilter = { pipelineId: visit.pipeline.id };
  const what: Tagged[] = [];
  const [person] = mentions;
  if (person?.kind === 'user') {
    const member = await visit.person(person.id);
    const known = typeof member === 'string' ? await visit.tenant.members.bySlackUser(person.id) : member;
    if (known === undefined) return { unknown: `@${person.name ?? person.id}` };
    filter = { ...filter, ownerId: known.id };
    what.push(lists.what.of(nameOf(known)));
  }
  const rest = mentions.reduce((left, mention) => left.replaceAll(mention.token, ' '), text).trim();
  const words = rest.split(/[\s,]+/).filter((word) => word !== '' && !OPEN_WORDS.includes(fold(word)));
  const mine = words.filter((word) => MINE_WORDS.includes(fold(word)));
  if (mine.length > 0) {
    filter = { ...filter, ownerId: visit.member.id };
    what.push(lists.what.mine);
  }
  const stageText = words.filter((word) => !mine.includes(word)).join(' ');
  if (stageText !== '') {
    const match = matchStage(stageText, visit.pipeline.stages);
    const stage = match.kind === 'one' ? stageById(visit.pipeline, match.id) : undefined;
    if (stage === undefined) return { unknown: stageText };
    filter = stage.kind === 'open' ? { ...filter, stageId: stage.id } : { ...filter, outcome: stage.kind };
    what.push(what.length === 0 ? literal(stage.name) : lists.what.stage(literal(stage.name)));
  }
  return { filter, what: what.length === 0 ? lists.what.open : what.join(', ') };
}

async function list(visit: Visit, typed: string, offset: number): Promise<Answer> {
  const read = await readFilter(visit, typed);
  if ('unknown' in read) return { do: 'say', message: say(visit.m.lists.badFilter(literal(read.unknown, 60))) };
  const page = { order: 'attention', today: visit.today, limit: PAGE, offset } as const;
  const [{ deals, total }, { members }] = await Promise.all([visit.tenant.deals.list(read.filter, page), refusalContext(visit)]);
  return {
    do: 'say',
    message: dealList(visit.m, { deals, total, offset, what: read.what, filter: typed }, visit.pipeline, members),
    instead: true,
  };
}

/** Lists of deals, a page at a time. */
export const listFlow: Flow = {
  deal: { list: { opens: false, run: (visit, rest) => list(visit, rest, 0) } },
  buttons: {
    [LIST]: {
      run: (visit, press) => {
        const [, offset = '0', filter = ''] = /^(\d{1,7}) ?(.*)$/s.exec(press.value) ?? [];
        return list(visit, filter, Number(offset));
      },
    },
  },
};
