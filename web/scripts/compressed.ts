import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TEXT = /\.(js|css|html|svg|json)$/;
/** Below this a coding saves less than its header costs. */
const MIN_BYTES = 1024;

/** Puts NAME.br and NAME.gz beside every text of the build, as the program looks for them: compressed once, as small as it gets. */
export function compressed() {
  let folder = '';
  return {
    name: 'farol-compressed',
    apply: 'build' as const,
    configResolved: ({ build }: { build: { outDir: string } }) => {
      folder = build.outDir;
    },
    closeBundle: () => {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        const path = join(folder, name);
        if (!TEXT.test(name) || name.includes('.vite') || statSync(path).size < MIN_BYTES) continue;
        const plain = readFileSync(path);
        writeFileSync(`${path}.br`, brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }));
        writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }));
      }
    },
  };
}
