import { z } from 'zod';
import { defineFormData } from './form-data.ts';

/** A button that something else stands for: its action id with its suffix, and its value. */
export const pressedButton = defineFormData(z.object({ action: z.string(), value: z.string() }));
