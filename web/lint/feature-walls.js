// A feature folder is a whole: what two features both need moves below them (api, live, design, charts).
const FEATURE = /\/src\/features\/([^/]+)\//;

/** @type {import('eslint').Rule.RuleModule} */
export const featureWalls = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      sideways: 'The feature "{{from}}" imports the feature "{{to}}". Move what both need below the features.',
      upwards: '"{{layer}}" lies below the features and imports the feature "{{to}}".',
    },
  },
  create(context) {
    const file = context.filename.replaceAll('\\', '/');
    const own = FEATURE.exec(file)?.[1];
    const layer = /\/src\/(api|live|design|charts|editing|i18n)\//.exec(file)?.[1];
    function check(node) {
      const source = node.source?.value;
      if (typeof source !== 'string') return;
      const resolved = source.startsWith('.')
        ? new URL(source, `file://${file}`).pathname
        : source.replace(/^~\//, '/src/');
      const to = /\/src\/features\/([^/]+)/.exec(resolved)?.[1];
      if (to === undefined || to === own) return;
      if (own !== undefined) context.report({ node, messageId: 'sideways', data: { from: own, to } });
      else if (layer !== undefined) context.report({ node, messageId: 'upwards', data: { layer, to } });
    }
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};
