import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { compressed } from './scripts/compressed.ts';

const api = process.env.FAROL_API ?? 'http://127.0.0.1:8000';

// What every page needs, and what of the same folders only some do.
const every = /\/src\/(api|live|design|i18n|app)\//;
const some = new RegExp(
  `/src/(${[
    'api/gateway',
    'api/people',
    'api/shape',
    'api/tenants',
    'api/workIn',
    'app/KioskBar',
    'app/NotFound',
    'app/Palette',
    'app/Person',
    'app/kioskPlan',
    'design/Bars',
    'design/Beside',
    'design/Confirm',
    'design/CopyOnce',
    'design/Detail',
    'design/Dialog',
    'design/EventList',
    'design/ExportTable',
    'design/FactList',
    'design/Field',
    'design/Form',
    'design/ListPanel',
    'design/Meter',
    'design/Moment',
    'design/Pager',
    'design/Reason',
    'design/RoleName',
    'design/Rows',
    'design/TenantPicker',
    'design/csv',
    'design/passwords',
    'design/saveFile',
    'design/texts',
    'i18n/en\\.json',
    'live/ExportReading',
    'live/ReadingPanel',
    'live/SlotTable',
    'live/backends',
    'live/channels/(?!channelStore|emptyChannels)',
    'live/frames',
    'live/link/(?!line)',
    'live/useWallClock',
  ].join('|')})`,
);

// Small pieces that most pages behind the first share: one file instead of many.
const kit = /\/src\/(api\/(people|shape|workIn)|design\/(CopyOnce|EventList|FactList|Field|Form|ListPanel|Moment|Pager|RoleName|Rows|passwords|texts))(?!\/en)/;

export default defineConfig({
  plugins: [react(), compressed()],
  resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2023',
    manifest: true,
    // The content-security policy allows no data: address, so nothing is inlined.
    assetsInlineLimit: 0,
    // The names of what each page needs would weigh on the first load: only the first page's are told beforehand.
    modulePreload: { polyfill: false, resolveDependencies: (file, needed) => (file.includes('OverviewPage') ? needed : []) },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What every page needs travels together: many small files compress worse, and each is a round trip.
        codeSplitting: {
          groups: [
            { name: 'frame', test: /node_modules\/(react|react-dom|scheduler|use-sync-external-store|i18next|react-i18next|zod|@tanstack\/(react-router|router-core|history|store|react-store|query-core|react-query))\// },
            { name: 'charts', test: /node_modules\/uplot\/|\/src\/charts\/(?!export|Exports|span|SeriesChart|Sparkline)/ },
            { name: 'base', test: (id: string) => every.test(id) && !some.test(id) },
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
  },
});
