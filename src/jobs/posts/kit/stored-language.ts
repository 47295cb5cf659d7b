import { z } from 'zod';
import { LANGUAGE_CODES } from '../../../core/people/language.ts';

/** The language of a post as it is stored. */
export const storedLanguage = z.enum(LANGUAGE_CODES);
