import type { HtmlTagDescriptor, Plugin } from 'vite';

/** Has the page ask before its code is there (`early`), and names the code of the page that most people arrive at, so that a browser fetches it at once. */
export function firstPage(name: string): Plugin {
  return {
    name: 'first-page',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.values(bundle ?? {}).flatMap((file): HtmlTagDescriptor[] => {
          if (file.type !== 'chunk') return [];
          if (file.name === 'early') return [{ tag: 'script', attrs: { type: 'module', async: true, crossorigin: true, src: `/${file.fileName}` }, injectTo: 'head-prepend' }];
          if (file.name === name) return [{ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file.fileName}` }, injectTo: 'head' }];
          return [];
        }),
    },
  };
}
