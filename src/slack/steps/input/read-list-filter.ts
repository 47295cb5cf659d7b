import { foldText } from '../../../core/fold-text.ts';
import type { Member } from '../../../core/people/member.ts';
import { stageAliases } from '../../../core/pipeline/pipeline-templates.ts';
import { allPipelines, areSeveral, type Pipelines } from '../../../core/pipeline/pipelines.ts';
import { type Pipeline, stageById } from '../../../core/pipeline/stage.ts';
import { addDays, startOfDay } from '../../../core/time/calendar.ts';
import type { DaySpan } from '../../../input/dates/period-phrase.ts';
import { NO_FILTER_WORDS, parseListFilter } from '../../../input/lines/list-filter.ts';
import { takePipelineName } from '../../../input/pipeline-reference.ts';
import { parseSlackText, withoutMentions } from '../../../input/slack-text.ts';
import { matchStage, matchStageName } from '../../../input/stage-reference.ts';
import { joinSafe, type SafeText } from '../../../locale/safe-text.ts';
import type { DealFilter } from '../../../store/types/deals.ts';
import { dateContext } from '../../request/date-context.ts';
import type { RequestContext } from '../../request/flow.ts';
import { literal, lowerInitial, memberNameText } from '../../views/kit/text.ts';
import { convertToPipelineCurrency } from '../convert-to-pipeline-currency.ts';
import { matchMembers } from './match-members.ts';

/** Which deals a typed line means, and how that is said; or the part of it that nobody understands. */
export type FilterResult =
  | { readonly filter: DealFilter; readonly what: SafeText }
  | { readonly unknown: string; readonly people?: readonly Member[] };

/** Understands `mine`, `@anna`, a stage, what deals lack, periods and amounts, and combinations. */
export async function readListFilter(asked: RequestContext, typed: string): Promise<FilterResult> {
  const { lists, f } = asked.m;
  const several = areSeveral(asked.pipelines);
  const named = several ? takePipelineName(typed, allPipelines(asked.pipelines)) : undefined;
  const context = named === undefined ? asked : { ...asked, pipeline: named.pipeline };
  const read = parseSlackText(named?.rest ?? typed);
  let filter: DealFilter = {};
  const what: SafeText[] = [];
  const add = (part: Partial<DealFilter>, words: SafeText) => {
    filter = { ...filter, ...part };
    what.push(words);
  };
  const [person] = read.mentions;
  if (person?.kind === 'user') {
    const member = await context.resolveMember(person.id);
    const known = typeof member === 'string' ? await context.tenant.members.bySlackUser(person.id) : member;
    if (known === undefined) return { unknown: `@${person.name ?? person.id}` };
    add({ ownerId: known.id }, lists.what.of(memberNameText(known)));
  }
  let { pipeline } = context;
  const typedText = withoutMentions(read);
  // A stage whose name holds a word of ours ("Old customers") is found by its whole name.
  const exact = matchStageName(typedText, stageAliases(pipeline.stages));
  const words =
    exact === undefined
      ? parseListFilter(typedText, { ...dateContext(context), currency: pipeline.currency })
      : { ...NO_FILTER_WORDS, rest: typedText };
  if (words.closing !== undefined) add({ closing: words.closing }, closingText(context, words.closing));
  if (words.dates !== undefined) add({ dates: words.dates }, lists.what[words.dates]);
  if (words.mine) add({ ownerId: context.member.id }, lists.what.mine);
  if (words.stale) add({ stale: true }, lists.what.stale);
  if (words.closed) add({ outcome: 'closed' }, lists.what.allClosed);
  if (words.incomplete) add({ incomplete: true }, lists.what.incomplete);
  for (const each of words.lacking) add({ lacking: words.lacking }, lists.what.lacking[each]);
  for (const [bound, money] of [
    ['over', words.over],
    ['under', words.under],
  ] as const) {
    if (money === undefined) continue;
    const { pipelineValueMinor } = await convertToPipelineCurrency(context, money);
    const amount = f.shortMoney({ minor: money.minor, currency: money.currency });
    if (pipelineValueMinor === null) return { unknown: amount };
    add({ worth: { ...filter.worth, [`${bound}Minor`]: pipelineValueMinor } }, lists.what[bound](amount));
  }
  if (words.rest !== '') {
    const where = named === undefined ? context : { ...context, pipelines: onlyOne(pipeline) };
    const whole = findStage(where, words.rest);
    const { of = words.rest, stage: stageWords = '' } = whole === undefined ? splitPerson(words.rest) : {};
    const found = whole ?? (stageWords === '' ? undefined : findStage(where, stageWords));
    const stage = found?.stage;
    pipeline = found?.pipeline ?? pipeline;
    const isPerson = whole === undefined && (stageWords === '' || stage !== undefined);
    const people = isPerson ? await matchMembers(context, of, { inflected: true }) : [];
    const [member] = people;
    if (whole === undefined && (member === undefined || people.length > 1))
      return { unknown: asTyped(withoutMentions(read), words.rest), people };
    if (member !== undefined) add({ ownerId: member.id }, lists.what.of(memberNameText(member)));
    if (stage !== undefined)
      add(
        stage.kind === 'open' ? { stageId: stage.id } : { outcome: stage.kind },
        what.length === 0 ? literal(stage.name) : lists.what.stage(literal(stage.name)),
      );
  }
  if (words.period !== undefined) {
    const { from, to } = words.period;
    if (filter.outcome === undefined) add({ closing: words.period }, closingText(context, words.period));
    else {
      const closed = { from: startOfDay(from, context.timeZone), to: startOfDay(addDays(to, 1), context.timeZone) };
      add({ closed }, lists.what.closed(from, to));
    }
  }
  const parts = what.length === 0 ? [lists.what.open] : what.map((each, index) => (index === 0 ? each : lowerInitial(each)));
  // Stages and amounts are a pipeline's own; all else is asked of all of them, but where the channel is about one.
  const isOfOne = named !== undefined || isOwnChannel(asked) || filter.stageId !== undefined || filter.worth !== undefined;
  const name = several && isOfOne ? [literal(pipeline.name, 30)] : [];
  return {
    filter: !several || isOfOne ? { ...filter, pipelineId: pipeline.id } : filter,
    what: joinSafe([...parts, ...name], ', '),
  };
}

/** Whose deals, and in which stage: `lost by piotr`, `oferta dla anny`, `piotr's`. */
function splitPerson(rest: string): { readonly of?: string; readonly stage?: string } {
  const plain = rest.replace(/'s?$/, '');
  const [, stage = '', of] = /^(?:(.+) )?(?:by|of|for|from|owner|owned by|dla|od|opiekun):? (.+)$/.exec(plain) ?? [];
  return of === undefined ? { of: plain } : { of, stage: stage.replace(/ owned$/, '') };
}

const onlyOne = (pipeline: Pipeline): Pipelines => ({ inUse: [pipeline], archived: [] });

/** The stage that is meant: of the pipeline that the request is about, else of another one. */
function findStage({ pipeline: first, pipelines }: Pick<RequestContext, 'pipeline' | 'pipelines'>, typed: string) {
  for (const pipeline of [first, ...pipelines.inUse.filter(({ id }) => id !== first.id)]) {
    const match = matchStage(typed, stageAliases(pipeline.stages));
    const stage = match.kind === 'one' ? stageById(pipeline, match.id) : undefined;
    if (stage !== undefined) return { pipeline, stage };
  }
  return undefined;
}

/** Whether the channel is about one pipeline that is not the default. */
const isOwnChannel = ({ pipeline, pipelines }: RequestContext): boolean => pipeline.id !== pipelines.inUse[0].id;

/** A period that has begun is said by its end: what lies in it before today is overdue anyway. */
const closingText = ({ m, today }: RequestContext, { from, to }: DaySpan): SafeText =>
  from < today && today <= to ? m.lists.what.closing(to) : m.lists.what.closingBetween(from, to);

/** The words that were not understood, spelled as they were typed. */
const asTyped = (text: string, folded: string): string => {
  const unknown = new Set(folded.split(' '));
  return text
    .split(/[\s,]+/)
    .filter((word) => unknown.has(foldText(word)))
    .join(' ');
};
