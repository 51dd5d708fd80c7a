import '~/design/tokens.css';
import '~/design/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { prepareEdge } from '~/api/edge';
import { Console } from '~/app/Console';
import { startTheme } from '~/design/theme';
import { currentLanguage, startTranslations } from '~/i18n';
import { fetchServerTexts } from '~/i18n/serverText';

/** After the first page: a server that goes away later can still be told of in the page's language. */
const SERVER_TEXTS_AFTER_MS = 4_000;

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

prepareEdge();
startTheme();
await startTranslations();
createRoot(root).render(
  <StrictMode>
    <Console />
  </StrictMode>,
);
setTimeout(() => currentLanguage() === 'en' || void fetchServerTexts(), SERVER_TEXTS_AFTER_MS);
