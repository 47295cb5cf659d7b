import { fold } from '../../core/fold.ts';
import type { Member } from '../../core/member.ts';
import { may } from '../../core/rights.ts';
import { repExamples, repFacts } from '../../facts/rep-facts.ts';
import { readText } from '../../input/normalise.ts';
import type { Answer, Flow, Visit } from '../flow.ts';
import { say } from '../views/blocks.ts';
import { REP_SHOW, REPS_ON_PAGE, REPS_PAGE, type ReviewedRep, repDetail, repList } from '../views/reps.ts';
import { literal, nameOf } from '../views/text.ts';

/** Every rep with their numbers; people who have left after the others. */
async function reviewed(visit: Visit): Promise<readonly ReviewedRep[]> {
  const [reviews, members] = await Promise.all([repFacts(visit.tenant, visit.pipeline, visit.at), visit.tenant.members.all()]);
  const byId = new Map(members.map((member) => [member.id, member]));
  const reps = reviews.flatMap((review) => {
    const member = byId.get(review.memberId);
    return member === undefined ? [] : [{ member, review }];
  });
  return [...reps.filter(({ member }) => member.active), ...reps.filter(({ member }) => !member.active)];
}

async function all(visit: Visit, offset: number): Promise<Answer> {
  const { m, member, pipeline } = visit;
  if (visit.solo || !may(member.role, 'reps.see')) return one(visit, member);
  const reps = await reviewed(visit);
  const [only] = reps;
  if (only === undefined) return { do: 'say', message: say(m.reps.none), instead: true };
  if (reps.length === 1) return detail(visit, only, reps);
  const from = offset < reps.length ? offset : 0;
  const page = {
    reps: reps.slice(from, from + REPS_ON_PAGE),
    differ: reps.filter(({ review }) => review.different.length > 0).length,
    offset: from,
    total: reps.length,
  };
  return { do: 'say', message: repList(m, page, pipeline), instead: true };
}

async function one(visit: Visit, member: Member): Promise<Answer> {
  const own = member.id === visit.member.id;
  if (!may(visit.member.role, 'reps.see', { own })) return { do: 'say', message: say(visit.m.reps.managersOnly) };
  const reps = await reviewed(visit);
  const rep = reps.find((each) => each.member.id === member.id);
  return rep === undefined ? { do: 'say', message: say(visit.m.reps.none), instead: true } : detail(visit, rep, reps);
}

async function detail(visit: Visit, rep: ReviewedRep, reps: readonly ReviewedRep[]): Promise<Answer> {
  const { m, tenant, pipeline, member, today, solo } = visit;
  const compared = !solo && reps.length > 1;
  const [first] = rep.review.different;
  // Nobody coaches who is no longer there.
  const examples =
    compared && first !== undefined && rep.member.active ? await repExamples(tenant, pipeline, first, today) : undefined;
  const context = {
    solo,
    compared,
    ofMany: !solo && reps.length > 1 && may(member.role, 'reps.see'),
    ...(examples === undefined ? {} : { examples }),
  };
  return { do: 'say', message: repDetail(m, rep, pipeline, context), instead: true };
}

/** People meant by a mention, or by part of their name: who has left cannot be mentioned. */
async function named(visit: Visit, typed: string): Promise<readonly Member[]> {
  const { text, mentions } = readText(typed);
  const [person] = mentions;
  if (person?.kind === 'user') return asList(await visit.tenant.members.bySlackUser(person.id));
  const wanted = fold(text.replace(/^@/, ''));
  const fits = (await visit.tenant.members.all()).filter(({ name }) => wanted !== '' && fold(name).includes(wanted));
  const same = fits.filter(({ name }) => fold(name) === wanted);
  return same.length === 1 ? same : fits;
}

const asList = (member: Member | undefined): readonly Member[] => (member === undefined ? [] : [member]);
/** Names in one sentence. */
const MOST_NAMES = 8;

async function asked(visit: Visit, rest: string): Promise<Answer> {
  if (rest.trim() === '') return all(visit, 0);
  const { m } = visit;
  const [first, ...others] = await named(visit, rest);
  if (first === undefined) return { do: 'say', message: say(m.reps.whichRep(literal(readText(rest).text, 60))) };
  if (others.length === 0) return one(visit, first);
  if (!may(visit.member.role, 'reps.see')) return { do: 'say', message: say(m.reps.managersOnly) };
  return { do: 'say', message: say(m.reps.severalReps([first, ...others].slice(0, MOST_NAMES).map(nameOf))) };
}

/** How each rep does on each stage, for managers and for oneself. */
export const repsFlow: Flow = {
  funnel: { reps: { opens: false, run: asked } },
  buttons: {
    [REP_SHOW]: {
      run: async (visit, press) => {
        const member = await visit.tenant.members.byId(press.value);
        return member === undefined ? { do: 'say', message: say(visit.m.common.gone) } : one(visit, member);
      },
    },
    [REPS_PAGE]: { run: (visit, press) => all(visit, /^\d{1,6}$/.test(press.value) ? Number(press.value) : 0) },
  },
};
