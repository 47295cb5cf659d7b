import { render } from 'preact';
import { App } from './shell/app.tsx';
import { applyStoredTheme } from './state/theme.ts';
import './styles/base.css';
import './styles/shell.css';
import './styles/messages.css';
import './styles/blocks.css';
import './styles/elements.css';
import './styles/panels.css';

const root = document.getElementById('app');
if (root === null) throw new Error('index.html has no #app.');
applyStoredTheme();
render(<App />, root);
