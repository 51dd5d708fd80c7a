import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';
import { prepareEdge } from '~/api/edge';

prepareEdge();
afterEach(() => {
  if (typeof document !== 'undefined') cleanup();
});
