import { foldText } from '../../../core/fold-text.ts';
import type { Member } from '../../../core/people/member.ts';
import { parseSlackText } from '../../../input/slack-text.ts';
import type { RequestContext } from '../../request/flow.ts';

const asList = (member: Member | undefined): readonly Member[] => (member === undefined ? [] : [member]);

/** People meant by a mention, or by part of their name, with `@` or without: who has left cannot be mentioned. */
export async function matchMembers({ tenant }: RequestContext, typed: string): Promise<readonly Member[]> {
  const { text, mentions } = parseSlackText(typed);
  const [person] = mentions;
  if (person?.kind === 'user') return asList(await tenant.members.bySlackUser(person.id));
  const wanted = foldText(text.replace(/^@/, ''));
  const fits = (await tenant.members.all()).filter(({ name }) => wanted !== '' && foldText(name).includes(wanted));
  const same = fits.filter(({ name }) => foldText(name) === wanted);
  return same.length === 1 ? same : fits;
}
