import { fold } from '../../core/fold.ts';
import { periodOf } from '../../core/periods.ts';
import { stageNames } from '../../core/pipeline-templates.ts';
import { stageById } from '../../core/stage.ts';
import { PERIOD_OF } from '../../input/date-words.ts';
import { readText } from '../../input/normalise.ts';
import { matchStage } from '../../input/stage-reference.ts';
import type { DealFilter } from '../../store/types/deals.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { refusalContext } from '../refusal-context.ts';
import { say } from '../views/blocks.ts';
import { dealList, PAGE } from '../views/deal-list.ts';
import { LIST } from '../views/my-deals.ts';
import { literal, lowered, nameOf, type Tagged } from '../views/text.ts';

const MINE_WORDS = ['mine', 'my', 'moje', 'moja'];
const STALE_WORDS = ['stale', 'ageing', 'aging', 'old', 'stojace', 'stoi', 'stare'];
/** `closing this month`, `zamknięcie w tym miesiącu`: by which day. */
const CLOSING =
  /(?:^|\s)(?:clos(?:ing|es?)|zamkni\S*|do zamkni\S*|termin\S*)\s+(?:(?:in|w|do|this|next|ten|tym|tego)\s+)*(\S+)/iu;
/** `overdue`, `po terminie`; `undated`, `bez terminu`: by their close dates. */
const DATES = [
  ['overdue', /(?:^|\s)(?:overdue|past(?: due)?|po terminie|zaleg[łl]e|przeterminowane)(?=\s|$)/iu],
  ['undated', /(?:^|\s)(?:undated|without a? ?date|bez terminu|bez daty)(?=\s|$)/iu],
] as const;
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
  let rest = mentions.reduce((left, mention) => left.replaceAll(mention.token, ' '), text).trim();
  const closing = CLOSING.exec(rest);
  const period = PERIOD_OF.get(fold(closing?.[1] ?? ''));
  if (closing !== null && (period === 'month' || period === 'quarter' || period === 'year')) {
    const { startsOn, endsOn } = periodOf(visit.today, period, visit.workspace.fiscalStartMonth);
    filter = { ...filter, closing: { from: startsOn, to: endsOn } };
    what.push(lists.what.closing(endsOn));
    rest = rest.replace(closing[0], ' ').trim();
  }
  for (const [dates, pattern] of DATES) {
    if (!pattern.test(rest)) continue;
    filter = { ...filter, dates };
    what.push(lists.what[dates]);
    rest = rest.replace(pattern, ' ').trim();
  }
  const words = rest.split(/[\s,]+/).filter((word) => word !== '' && !OPEN_WORDS.includes(fold(word)));
  const mine = words.filter((word) => MINE_WORDS.includes(fold(word)));
  if (mine.length > 0) {
    filter = { ...filter, ownerId: visit.member.id };
    what.push(lists.what.mine);
  }
  const stale = words.filter((word) => STALE_WORDS.includes(fold(word)));
  if (stale.length > 0) {
    filter = { ...filter, stale: true };
    what.push(lists.what.stale);
  }
  const stageText = words.filter((word) => !mine.includes(word) && !stale.includes(word)).join(' ');
  if (stageText !== '') {
    const match = matchStage(stageText, stageNames(visit.pipeline.stages));
    const stage = match.kind === 'one' ? stageById(visit.pipeline, match.id) : undefined;
    if (stage === undefined) return { unknown: stageText };
    filter = stage.kind === 'open' ? { ...filter, stageId: stage.id } : { ...filter, outcome: stage.kind };
    what.push(what.length === 0 ? literal(stage.name) : lists.what.stage(literal(stage.name)));
  }
  return {
    filter,
    what: what.length === 0 ? lists.what.open : what.map((each, index) => (index === 0 ? each : lowered(each))).join(', '),
  };
}

async function list(visit: Visit, typed: string, offset: number): Promise<Answer> {
  const read = await readFilter(visit, typed);
  if ('unknown' in read) return { do: 'say', message: say(visit.m.lists.badFilter(literal(read.unknown, 60))) };
  const isClosed = (read.filter.outcome ?? 'open') !== 'open';
  const page = { order: isClosed ? 'closed' : 'attention', today: visit.today, limit: PAGE, offset } as const;
  const [{ deals, total }, { members }] = await Promise.all([visit.tenant.deals.list(read.filter, page), refusalContext(visit)]);
  return {
    do: 'say',
    message: dealList(
      visit.m,
      { deals, total, offset, what: read.what, filter: typed, timeZone: visit.timeZone },
      visit.pipeline,
      visit.solo ? new Map() : members,
    ),
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
