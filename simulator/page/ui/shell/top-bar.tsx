import { usePage } from '../state/page-context.ts';
import { toggleTheme } from '../state/theme.ts';
import { ClockControl } from './clock-control.tsx';
import { Missed } from './missed.tsx';
import { PersonSwitch } from './person-switch.tsx';
import { ResetControl } from './reset-control.tsx';

type Props = {
  readonly onMenu: () => void;
  readonly isMenuOpen: boolean;
  readonly onToggleJournal: () => void;
  readonly isJournalOpen: boolean;
};

/** The team, the badge that says what this is, and the controls that Slack has not. */
export function TopBar({ onMenu, isMenuOpen, onToggleJournal, isJournalOpen }: Props) {
  const { world, words } = usePage();
  const { controls, team } = world.about;
  return (
    <header class="top-bar" data-region="bar">
      <button
        type="button"
        class="quiet burger"
        aria-label={words.menu}
        aria-expanded={isMenuOpen}
        aria-controls="sidebar"
        onClick={onMenu}
      >
        ☰
      </button>
      <h1>{team}</h1>
      <span class="badge" title={words.simulatorHint}>
        {words.simulator}
      </span>
      <span class="stretch" />
      <Missed />
      {controls.includes('clock') && <ClockControl />}
      {controls.includes('reset') && <ResetControl />}
      <button
        type="button"
        class="quiet bar-button"
        aria-pressed={isJournalOpen}
        title={words.protocol}
        onClick={onToggleJournal}
      >
        <span aria-hidden="true">⇄</span> <span class="wide-only">{words.protocol}</span>
      </button>
      <button type="button" class="quiet" aria-label={words.theme} title={words.theme} onClick={toggleTheme}>
        ◐
      </button>
      <PersonSwitch />
    </header>
  );
}
