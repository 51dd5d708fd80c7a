import '~/design/tokens.css';
import '~/design/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { prepareEdge } from '~/api/edge';
import { Console } from '~/app/Console';
import { startTheme } from '~/design/theme';
import { startTranslations } from '~/i18n';

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
