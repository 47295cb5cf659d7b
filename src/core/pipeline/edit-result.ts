import { foldText } from '../fold-text.ts';
import { LANGUAGE_CODES } from '../people/language.ts';
import type { EditProblem } from './pipeline-edit.ts';
import { cleanText, type TypedTexts } from './stage-text.ts';
import type { StoredPipeline } from './stored-pipeline.ts';

/** A pipeline after a change, or why not. */
export type EditResult =
  | { readonly ok: true; readonly pipeline: StoredPipeline }
  | { readonly ok: false; readonly problem: EditProblem };

export const refuse = (problem: EditProblem): EditResult => ({ ok: false, problem });

/** Equal but for nothing: what is kept is plain data. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A text in each language that has one, as it is compared. */
export const foldedTexts = (texts: TypedTexts): readonly string[] =>
  LANGUAGE_CODES.map((code) => foldText(cleanText(texts[code]))).filter(Boolean);
