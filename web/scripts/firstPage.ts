import type { Plugin } from 'vite';

/** Names the code of the page that most people arrive at beside the frame's, so that a browser fetches both at once. */
export function firstPage(name: string): Plugin {
  return {
    name: 'first-page',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.values(bundle ?? {})
          .filter((file) => file.type === 'chunk' && file.name === name)
          .map(({ fileName }) => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${fileName}` }, injectTo: 'head' as const })),
    },
  };
}
