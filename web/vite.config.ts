import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { compressed } from './scripts/compressed.ts';
import { pagesOf } from './scripts/pages.ts';
import { closureOf } from './scripts/firstLoad.ts';

const api = process.env.FAROL_API ?? 'http://127.0.0.1:8000';

const source = fileURLToPath(new URL('./src', import.meta.url));
const first = closureOf(source, 'main.tsx', 'features/overview/OverviewPage.tsx');

// Small pieces that most pages behind the first share: one file instead of many.
const kit = /\/src\/(api\/(people|shape|workIn)|design\/(CopyOnce|EventList|FactList|Field|Form|ListPanel|Moment|Pager|RoleName|Rows|passwords|texts))(?!\/en)/;

const pages = pagesOf(source);

export default defineConfig({
  plugins: [react(), pages.plugin, compressed()],
  // Named after their file, which is short and the same in every build.
  css: { modules: { getJSON: pages.keepClasses, generateScopedName: (name, file) => `${basename(file, '.module.css')}-${name}` } },
  resolve: {
    alias: {
      '~': source,
      // React has had its own for long: without what stood in for it.
      'use-sync-external-store/shim/with-selector': 'use-sync-external-store/with-selector',
    },
  },
  build: {
    target: 'es2023',
    manifest: true,
    // The content-security policy allows no data: address, so nothing is inlined.
    assetsInlineLimit: 0,
    // The names of what each page needs would weigh on the first load: only those of the pages that people arrive at are told beforehand.
    modulePreload: { polyfill: false, resolveDependencies: (file, needed, { hostType }) => (hostType === 'html' || /(Overview|Login)Page/.test(file) ? needed : []) },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What every page needs travels together: many small files compress worse, and each is a round trip.
        codeSplitting: {
          groups: [
            { name: 'early', priority: 3, test: /\/src\/((api\/)?early|design\/(firstPaint|whenIdle))\.ts$/ },
            // Of the libraries below, what only forms need.
            { name: 'forms', priority: 3, includeDependenciesRecursively: false, test: /node_modules\/@tanstack\/.*\/(useBlocker|useMutation|mutationObserver)\.js$/ },
            { name: 'frame', priority: 2, test: /node_modules\/(react|react-dom|scheduler|use-sync-external-store|i18next|zod|@tanstack\/(react-router|router-core|history|store|react-store|query-core|react-query))\// },
            { name: 'charts', priority: 2, includeDependenciesRecursively: false, test: /node_modules\/uplot\/|\/src\/charts\/(TimeChart|options)\.tsx?$/ },
            { name: 'base', priority: 1, test: (id: string) => first.has(id) && !/\/(features\/(?!overview\/.*\.css)|main\.tsx)/.test(id) },
            { name: 'kit', test: kit },
            { name: 'door', test: /\/src\/features\/login\/(?!texts\/en)/ },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/api': { target: api },
      '/admin/api': { target: api },
      '/health': { target: api },
      '/ws': { target: api, ws: true },
    },
  },
  test: {
    environment: 'node', // tests of pages say jsdom themselves
    include: ['test/**/*.test.{ts,tsx}', 'src/**/*.test.{ts,tsx}'],
    setupFiles: ['./test/setup.ts'],
    restoreMocks: true,
    css: false,
    testTimeout: 20_000, // a page of a loaded machine takes its time; what hangs is found as well after 20 s
  },
});
