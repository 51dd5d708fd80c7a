import '~/early';
import '~/design/tokens.css';
import '~/design/base.css';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { prepareEdge } from '~/api/edge';
import { Console, createConsole } from '~/app/Console';
import { askFirst } from '~/app/askFirst';
import { startTheme } from '~/design/theme';
import { pause } from '~/design/whenIdle';
import { currentLanguage, startTranslations } from '~/i18n';
import { fetchServerTexts } from '~/i18n/serverText';

/** After the first page: a server that goes away later can still be told of in the page's language. */
const SERVER_TEXTS_AFTER_MS = 4_000;

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

prepareEdge();
startTheme();
// Between these the browser may answer: together they would hold it up on a slow machine.
await pause(0);
const parts = createConsole();
await pause(0);
// The page's code, its texts and the frame's come at once, so that what is shown first is whole.
const texts = startTranslations();
await pause(0);
const shown = parts.router.load();
await pause(0);
await Promise.all([texts, shown, askFirst(parts.queries, window.location)]);
// As a transition it is rendered in slices.
startTransition(() =>
  createRoot(root).render(
    <StrictMode>
      <Console {...parts} />
    </StrictMode>,
  ),
);
setTimeout(() => currentLanguage() === 'en' || void fetchServerTexts(), SERVER_TEXTS_AFTER_MS);
