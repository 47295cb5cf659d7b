import { readFileSync, writeFileSync } from 'node:fs';
import { INPUT_PAGE, inputPage } from './input-page.ts';
import { LICENCES_PAGE, licencesPage } from './licences-page.ts';
import { WORDS_PAGE, withWordsTable } from './words-table.ts';

// Writes the table of command words, shortcuts, buttons and posts into its page, between its markers, the page of what can be typed, and the
// list of licences.
writeFileSync(WORDS_PAGE, withWordsTable(readFileSync(WORDS_PAGE, 'utf8')));
writeFileSync(INPUT_PAGE, inputPage());
writeFileSync(LICENCES_PAGE, licencesPage());
