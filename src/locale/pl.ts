import { formatOf } from './format.ts';
import type { Messages } from './messages.ts';
import { common } from './pl/common.ts';

export const pl: Messages = { language: 'pl', f: formatOf('pl'), common };
