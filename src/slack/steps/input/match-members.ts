import { foldText, splitWords } from '../../../core/fold-text.ts';
import type { Member } from '../../../core/people/member.ts';
import { parseSlackText } from '../../../input/slack-text.ts';
import { isSameWord } from '../../../input/stage-reference.ts';
import type { RequestContext } from '../../request/flow.ts';

const asList = (member: Member | undefined): readonly Member[] => (member === undefined ? [] : [member]);

/**
 * People meant by a mention, or by part of their name, with `@` or without: who has left cannot be mentioned.
 *
 * @param options `inflected`: another form of the name will do (`piotra`), where nothing is changed by it.
 */
export async function matchMembers(
  { tenant }: RequestContext,
  typed: string,
  { inflected = false }: { readonly inflected?: boolean } = {},
): Promise<readonly Member[]> {
  const { text, mentions } = parseSlackText(typed);
  const [person] = mentions;
  if (person?.kind === 'user') return asList(await tenant.members.bySlackUser(person.id));
  const wanted = foldText(text.replace(/^@/, ''));
  const all = await tenant.members.all();
  const named = all.filter(({ name }) => wanted !== '' && foldText(name).includes(wanted));
  const words = splitWords(wanted);
  const isForm = ({ name }: Member) => words.every((word) => splitWords(foldText(name)).some((other) => isSameWord(word, other)));
  const fits = named.length > 0 || !inflected || words.length === 0 ? named : all.filter(isForm);
  const same = fits.filter(({ name }) => foldText(name) === wanted);
  return same.length === 1 ? same : fits;
}
