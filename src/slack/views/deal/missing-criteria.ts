import type { Pipeline } from '../../../core/pipeline/stage.ts';
import type { SafeText } from '../../../locale/safe-text.ts';
import { literal, lowerInitial } from '../kit/text.ts';

/** The longest criterion of the template fits. */
const CRITERION_LIMIT = 80;

/** What the criteria that a deal was moved past say. */
export const missingCriteriaTexts = (missing: readonly string[], pipeline: Pipeline): readonly SafeText[] => {
  const known = pipeline.stages.flatMap((stage) => stage.criteria);
  return missing.flatMap((id) =>
    known.filter((criterion) => criterion.id === id).map((criterion) => literal(lowerInitial(criterion.text), CRITERION_LIMIT)),
  );
};
