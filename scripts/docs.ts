import { readFileSync, writeFileSync } from 'node:fs';
import { INPUT_PAGE, inputPage } from './input-page.ts';
import { LICENCES_PAGE, licencesPage } from './licences-page.ts';
import { REPORTS_PAGE, withReportColumns } from './reports-page.ts';
import { API_PAGE, withToolsTable } from './tools-table.ts';
import { WORDS_PAGE, withWordsTable } from './words-table.ts';

// Writes the table of command words, shortcuts, buttons and posts into its page, between its markers, the table of tools
// and the columns of reports likewise, the page of what can be typed, and the list of licences.
writeFileSync(WORDS_PAGE, withWordsTable(readFileSync(WORDS_PAGE, 'utf8')));
writeFileSync(API_PAGE, withToolsTable(readFileSync(API_PAGE, 'utf8')));
writeFileSync(INPUT_PAGE, inputPage());
writeFileSync(REPORTS_PAGE, withReportColumns(readFileSync(REPORTS_PAGE, 'utf8')));
writeFileSync(LICENCES_PAGE, licencesPage());
