import { z } from 'zod';
import type { Language } from '../../core/deal/member.ts';

/** The language of a post as it is stored. */
export const storedLanguage = z.enum(['en', 'pl']) satisfies z.ZodType<Language>;
