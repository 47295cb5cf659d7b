import type { Member } from '../../../core/people/member.ts';
import { isAllowed } from '../../../core/people/rights.ts';
import { loadRepExamples, loadRepReviews } from '../../../facts/rep-facts.ts';
import { managesTeam } from '../../../facts/team-scope.ts';
import { parseSlackText } from '../../../input/slack-text.ts';
import type { Flow, Reply, RequestContext } from '../../request/flow.ts';
import { matchMembers } from '../../steps/input/match-members.ts';
import { REPS_PAGE, REPS_PER_PAGE, type ReviewedRep, repDetail, repList, SHOW_REP } from '../../views/funnel/reps.ts';
import { textMessage } from '../../views/kit/blocks.ts';
import { literal, memberNameText } from '../../views/kit/text.ts';

/** Who manages sees every rep; who manages a team those of it. */
const maySee = (context: RequestContext): boolean => isAllowed(context.member.role, 'reps.see') || managesTeam(context);

/** Every rep with their numbers; people who have left after the others. */
async function loadReviewedReps(context: RequestContext): Promise<readonly ReviewedRep[]> {
  const [reviews, members] = await Promise.all([
    loadRepReviews(context.tenant, context.pipeline, context.at),
    context.tenant.members.all(),
  ]);
  const byId = new Map(members.map((member) => [member.id, member]));
  const reps = reviews.flatMap((review) => {
    const member = byId.get(review.memberId);
    return member === undefined || context.team?.owners.has(member.id) === false ? [] : [{ member, review }];
  });
  return [...reps.filter(({ member }) => member.active), ...reps.filter(({ member }) => !member.active)];
}

async function showReps(context: RequestContext, offset: number): Promise<Reply> {
  const { m, member, pipeline } = context;
  if (context.solo || !maySee(context)) return showRep(context, member);
  const reps = await loadReviewedReps(context);
  const [only] = reps;
  if (only === undefined) return { kind: 'say', message: textMessage(m.reps.none), replacesOriginal: true };
  if (reps.length === 1) return replyRepDetail(context, only, reps);
  const from = offset < reps.length ? offset : 0;
  const page = {
    reps: reps.slice(from, from + REPS_PER_PAGE),
    differ: reps.filter(({ review }) => review.different.length > 0).length,
    offset: from,
    total: reps.length,
  };
  return { kind: 'say', message: repList(m, page, pipeline), replacesOriginal: true };
}

async function showRep(context: RequestContext, member: Member): Promise<Reply> {
  const own = member.id === context.member.id;
  if (!isAllowed(context.member.role, 'reps.see', { own }) && !managesTeam(context))
    return { kind: 'say', message: textMessage(context.m.reps.managersOnly) };
  const reps = await loadReviewedReps(context);
  const rep = reps.find((each) => each.member.id === member.id);
  return rep === undefined
    ? { kind: 'say', message: textMessage(context.m.reps.none), replacesOriginal: true }
    : replyRepDetail(context, rep, reps);
}

async function replyRepDetail(context: RequestContext, rep: ReviewedRep, reps: readonly ReviewedRep[]): Promise<Reply> {
  const { m, pipeline, solo } = context;
  const compared = !solo && reps.length > 1;
  const [first] = rep.review.different;
  // Nobody coaches who is no longer there.
  const examples = compared && first !== undefined && rep.member.active ? await loadRepExamples(context, first) : undefined;
  const viewContext = {
    solo,
    compared,
    ofMany: !solo && reps.length > 1 && maySee(context),
    ...(examples === undefined ? {} : { examples }),
  };
  return { kind: 'say', message: repDetail(m, rep, { ...viewContext, pipeline }), replacesOriginal: true };
}

/** Names in one sentence. */
const MAX_NAMES = 8;

async function runCommand(context: RequestContext, rest: string): Promise<Reply> {
  if (rest.trim() === '') return showReps(context, 0);
  const { m } = context;
  const [first, ...others] = await matchMembers(context, rest);
  if (first === undefined) return { kind: 'say', message: textMessage(m.reps.whichRep(literal(parseSlackText(rest).text, 60))) };
  if (others.length === 0) return showRep(context, first);
  if (!maySee(context)) return { kind: 'say', message: textMessage(m.reps.managersOnly) };
  return { kind: 'say', message: textMessage(m.reps.severalReps([first, ...others].slice(0, MAX_NAMES).map(memberNameText))) };
}

/** How each rep does on each stage, for managers and for oneself. */
export const repsFlow = {
  funnelCommands: {
    reps: { takesDeal: null, isOfPipeline: true, isOfTeam: true, opensForm: false, isRead: true, run: runCommand },
  },
  buttons: {
    [SHOW_REP]: {
      isOfPipeline: true,
      isOfTeam: true,
      run: async (context, press) => {
        const member = await context.tenant.members.byId(press.value);
        return member === undefined ? { kind: 'say', message: textMessage(context.m.common.gone) } : showRep(context, member);
      },
    },
    [REPS_PAGE]: {
      isOfPipeline: true,
      isOfTeam: true,
      run: (context, press) => showReps(context, /^\d{1,6}$/.test(press.value) ? Number(press.value) : 0),
    },
  },
} satisfies Flow;
