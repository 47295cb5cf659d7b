import { stageAliases } from '../../../core/deal/pipeline-templates.ts';
import { stageById } from '../../../core/deal/stage.ts';
import { foldText } from '../../../core/fold-text.ts';
import { periodContaining } from '../../../core/time/periods.ts';
import { UNIT_BY_WORD } from '../../../input/date-words.ts';
import { parseSlackText } from '../../../input/slack-text.ts';
import { matchStage } from '../../../input/stage-reference.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import type { DealFilter } from '../../../store/types/deals.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { loadRefusalContext } from '../../request/refusal-context.ts';
import { DEALS_PER_PAGE, dealList } from '../../views/deal/deal-list.ts';
import { LIST_DEALS } from '../../views/deal/my-deals.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { literal, lowerInitial, memberNameText } from '../../views/kit/text.ts';

const MINE_WORDS = ['mine', 'my', 'moje', 'moja'];
const STALE_WORDS = ['stale', 'ageing', 'aging', 'old', 'stojace', 'stoi', 'stare'];
/** `closing this month`, `zamknięcie w tym miesiącu`: by which day. */
const CLOSING_PATTERN =
  /(?:^|\s)(?:clos(?:ing|es?)|zamkni\S*|do zamkni\S*|termin\S*)\s+(?:(?:in|w|do|this|next|ten|tym|tego)\s+)*(\S+)/iu;
/** `overdue`, `po terminie`; `undated`, `bez terminu`: by their close dates. */
const DATE_PATTERNS = [
  ['overdue', /(?:^|\s)(?:overdue|past(?: due)?|po terminie|zaleg[łl]e|przeterminowane)(?=\s|$)/iu],
  ['undated', /(?:^|\s)(?:undated|without a? ?date|bez terminu|bez daty)(?=\s|$)/iu],
] as const;
const OPEN_WORDS = ['all', 'open', 'wszystkie', 'otwarte'];

type FilterResult = { readonly filter: DealFilter; readonly what: SafeText } | { readonly unknown: string };

/** Understands `mine`, `@anna`, a stage, and combinations. */
async function readFilter(visit: RequestContext, typed: string): Promise<FilterResult> {
  const { lists } = visit.m;
  const { text, mentions } = parseSlackText(typed);
  let filter: DealFilter = { pipelineId: visit.pipeline.id };
  const what: SafeText[] = [];
  const [person] = mentions;
  if (person?.kind === 'user') {
    const member = await visit.resolveMember(person.id);
    const known = typeof member === 'string' ? await visit.tenant.members.bySlackUser(person.id) : member;
    if (known === undefined) return { unknown: `@${person.name ?? person.id}` };
    filter = { ...filter, ownerId: known.id };
    what.push(lists.what.of(memberNameText(known)));
  }
  let rest = mentions.reduce((left, mention) => left.replaceAll(mention.token, ' '), text).trim();
  const closing = CLOSING_PATTERN.exec(rest);
  const period = UNIT_BY_WORD.get(foldText(closing?.[1] ?? ''));
  if (closing !== null && (period === 'month' || period === 'quarter' || period === 'year')) {
    const { startsOn, endsOn } = periodContaining(visit.today, period, visit.workspace.fiscalStartMonth);
    filter = { ...filter, closing: { from: startsOn, to: endsOn } };
    what.push(lists.what.closing(endsOn));
    rest = rest.replace(closing[0], ' ').trim();
  }
  for (const [dates, pattern] of DATE_PATTERNS) {
    if (!pattern.test(rest)) continue;
    filter = { ...filter, dates };
    what.push(lists.what[dates]);
    rest = rest.replace(pattern, ' ').trim();
  }
  const words = rest.split(/[\s,]+/).filter((word) => word !== '' && !OPEN_WORDS.includes(foldText(word)));
  const mine = words.filter((word) => MINE_WORDS.includes(foldText(word)));
  if (mine.length > 0) {
    filter = { ...filter, ownerId: visit.member.id };
    what.push(lists.what.mine);
  }
  const stale = words.filter((word) => STALE_WORDS.includes(foldText(word)));
  if (stale.length > 0) {
    filter = { ...filter, stale: true };
    what.push(lists.what.stale);
  }
  const stageText = words.filter((word) => !mine.includes(word) && !stale.includes(word)).join(' ');
  if (stageText !== '') {
    const match = matchStage(stageText, stageAliases(visit.pipeline.stages));
    const stage = match.kind === 'one' ? stageById(visit.pipeline, match.id) : undefined;
    if (stage === undefined) return { unknown: stageText };
    filter = stage.kind === 'open' ? { ...filter, stageId: stage.id } : { ...filter, outcome: stage.kind };
    what.push(what.length === 0 ? literal(stage.name) : lists.what.stage(literal(stage.name)));
  }
  return {
    filter,
    what:
      what.length === 0
        ? lists.what.open
        : joinSafe(
            what.map((each, index) => (index === 0 ? each : lowerInitial(each))),
            ', ',
          ),
  };
}

async function showList(visit: RequestContext, typed: string, offset: number): Promise<Reply> {
  const read = await readFilter(visit, typed);
  if ('unknown' in read) return { kind: 'say', message: textMessage(visit.m.lists.badFilter(literal(read.unknown, 60))) };
  const isClosed = (read.filter.outcome ?? 'open') !== 'open';
  const page = { order: isClosed ? 'closed' : 'attention', today: visit.today, limit: DEALS_PER_PAGE, offset } as const;
  const [{ deals, total }, { members }] = await Promise.all([
    visit.tenant.deals.list(read.filter, page),
    loadRefusalContext(visit),
  ]);
  return {
    kind: 'say',
    message: dealList(
      visit.m,
      { deals, total, offset, what: read.what, filter: typed, timeZone: visit.timeZone },
      { pipeline: visit.pipeline, members: visit.solo ? new Map() : members },
    ),
    replacesOriginal: true,
  };
}

/** Lists of deals, a page at a time. */
export const listFlow = {
  dealCommands: { list: { takesDeal: null, opensForm: false, run: (visit, rest) => showList(visit, rest, 0) } },
  buttons: {
    [LIST_DEALS]: {
      run: (visit, press) => {
        const [, offset = '0', filter = ''] = /^(\d{1,7}) ?(.*)$/s.exec(press.value) ?? [];
        return showList(visit, filter, Number(offset));
      },
    },
  },
} satisfies Flow;
