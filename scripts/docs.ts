import { readFileSync, writeFileSync } from 'node:fs';
import { WORDS_PAGE, withWordsTable } from './words-table.ts';

// Writes the table of command words, shortcuts, buttons and posts into its page, between its markers.
writeFileSync(WORDS_PAGE, withWordsTable(readFileSync(WORDS_PAGE, 'utf8')));
