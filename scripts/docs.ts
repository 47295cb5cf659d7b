import { readFileSync, writeFileSync } from 'node:fs';
import { withWordsTable } from './words-table.ts';

// Writes the table of command words, shortcuts, buttons and posts into the README, between its markers.
writeFileSync('README.md', withWordsTable(readFileSync('README.md', 'utf8')));
