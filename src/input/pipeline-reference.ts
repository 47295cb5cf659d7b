import { foldText } from '../core/fold-text.ts';
import type { Pipeline } from '../core/pipeline/stage.ts';

/** A pipeline that a line names, and the rest of the line as it was typed. */
export type NamedPipeline = { readonly pipeline: Pipeline; readonly rest: string };

/** So many letters of a name's only word tell which one is meant: `partn`, and `partnerzy` of Partnerach. */
const SHORTEST_STEM = 4;
/** Letters by which an inflected word may differ from the name's own. */
const ENDING = 3;

const isInflected = (typed: string, name: string): boolean => {
  const stem = Math.max(SHORTEST_STEM, Math.min(typed.length, name.length) - ENDING);
  return name.length >= SHORTEST_STEM && typed.length <= name.length + ENDING && name.slice(0, stem) === typed.slice(0, stem);
};

/** Whether some typed words are a name: each as it is; a name of one word in another case, or its beginning. */
const isName = (typed: readonly string[], name: readonly string[], isLoose: boolean): boolean =>
  typed.length === name.length &&
  (typed.every((word, index) => word === name[index]) ||
    (isLoose && name.length === 1 && isInflected(typed[0] ?? '', name[0] ?? '')));

/**
 * The thing whose name a line begins or ends with, whole words, in any case and with or without diacritics; the longest name counts. Names
 * as they are spelled come before inflected ones.
 *
 * @param typed as plain text. @param loose whether inflected names count. @returns undefined where the line names none, or where two would
 *   fit as well.
 * @example takeName('Partners quarter', [sales, partners]) // => { thing: partners, rest: 'quarter' }
 */
export function takeName<Thing extends { readonly name: string }>(
  typed: string,
  things: readonly Thing[],
  loose = true,
): { readonly thing: Thing; readonly rest: string } | undefined {
  const words = typed.split(/\s+/u).filter((word) => word !== '');
  const folded = words.map((word) => foldText(word));
  for (const isLoose of loose ? [false, true] : [false]) {
    const found = things.flatMap((thing) => {
      const name = foldText(thing.name).split(' ');
      const { length } = name;
      if (length > words.length) return [];
      if (isName(folded.slice(0, length), name, isLoose)) return [{ thing, length, rest: words.slice(length).join(' ') }];
      if (isName(folded.slice(-length), name, isLoose)) return [{ thing, length, rest: words.slice(0, -length).join(' ') }];
      return [];
    });
    const [best, second] = found.toSorted((a, b) => b.length - a.length);
    if (best !== undefined && second?.length !== best.length) return { thing: best.thing, rest: best.rest };
    if (best !== undefined) return undefined;
  }
  return undefined;
}

/** The pipeline that a line names, by {@link takeName}. */
export function takePipelineName(typed: string, pipelines: readonly Pipeline[]): NamedPipeline | undefined {
  const found = takeName(typed, pipelines);
  return found === undefined ? undefined : { pipeline: found.thing, rest: found.rest };
}
