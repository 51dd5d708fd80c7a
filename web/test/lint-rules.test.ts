import { RuleTester } from 'eslint';
import { describe, it } from 'vitest';
import { featureWalls } from '../lint/feature-walls.js';
import { noLiteralText } from '../lint/no-literal-text.js';

RuleTester.describe = describe;
RuleTester.it = it;

const tester = new RuleTester({ languageOptions: { ecmaVersion: 2023, sourceType: 'module', parserOptions: { ecmaFeatures: { jsx: true } } } });

tester.run('feature-walls', featureWalls, {
  valid: [
    { filename: '/x/src/features/system/Page.tsx', code: "import { a } from './lists';" },
    { filename: '/x/src/features/system/Page.tsx', code: "import { a } from '~/live/useFamily';" },
    { filename: '/x/src/app/router.tsx', code: "const a = () => import('~/features/system/SystemPage');" },
  ],
  invalid: [
    { filename: '/x/src/features/system/Page.tsx', code: "import { a } from '~/features/overview/a';", errors: [{ messageId: 'sideways' }] },
    { filename: '/x/src/features/system/Page.tsx', code: "import { a } from '../overview/a';", errors: [{ messageId: 'sideways' }] },
    { filename: '/x/src/features/system/Page.tsx', code: "export * from '../overview/a';", errors: [{ messageId: 'sideways' }] },
    { filename: '/x/src/live/store.ts', code: "const a = () => import('~/features/overview/a');", errors: [{ messageId: 'upwards' }] },
  ],
});

tester.run('no-literal-text', noLiteralText, {
  valid: [
    { code: "const a = <p>{t('key')}</p>;" },
    { code: 'const a = <p className="word" data-kind="number">· {value} ↓</p>;' },
    { code: "const a = <input aria-label={t('key')} />;" },
  ],
  invalid: [
    { code: 'const a = <p>Assinantes</p>;', errors: [{ messageId: 'literal' }] },
    { code: "const a = <p>{'Subscribers'}</p>;", errors: [{ messageId: 'literal' }] },
    { code: "const a = <p>{open ? 'open' : t('key')}</p>;", errors: [{ messageId: 'literal' }] },
    { code: 'const a = <input aria-label="Filter" />;', errors: [{ messageId: 'literal' }] },
    { code: 'const a = <input placeholder={`Filter ${name}`} />;', errors: [{ messageId: 'literal' }] },
  ],
});
