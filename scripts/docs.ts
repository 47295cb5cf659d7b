import { readFileSync, writeFileSync } from 'node:fs';
import { documented } from './words-table.ts';

// Writes the table of command words, shortcuts, buttons and posts into the README, between its markers.
writeFileSync('README.md', documented(readFileSync('README.md', 'utf8')));
