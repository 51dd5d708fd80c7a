// Every word a person can read or hear comes from the translations.
const SPOKEN_ATTRIBUTES = new Set(['title', 'placeholder', 'alt', 'label', 'aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext']);
const HAS_LETTER = /\p{L}/u;

/** @type {import('eslint').Rule.RuleModule} */
export const noLiteralText = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { literal: 'Text "{{text}}" is not in the translations: use t(…).' },
  },
  create(context) {
    function report(node, text) {
      if (HAS_LETTER.test(text)) context.report({ node, messageId: 'literal', data: { text: text.trim().slice(0, 40) } });
    }
    function literalOf(node) {
      if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
      if (node?.type === 'TemplateLiteral') return node.quasis.map((part) => part.value.cooked).join('');
      return undefined;
    }
    function checkExpression(node) {
      if (node.type === 'ConditionalExpression') {
        checkExpression(node.consequent);
        checkExpression(node.alternate);
      } else if (node.type === 'LogicalExpression') {
        checkExpression(node.right);
      } else {
        const text = literalOf(node);
        if (text !== undefined) report(node, text);
      }
    }
    return {
      JSXText: (node) => report(node, node.value),
      JSXExpressionContainer(node) {
        if (node.parent.type !== 'JSXAttribute') checkExpression(node.expression);
      },
      JSXAttribute(node) {
        const name = node.name.type === 'JSXIdentifier' ? node.name.name : '';
        if (!SPOKEN_ATTRIBUTES.has(name) || node.value === null) return;
        if (node.value.type === 'Literal' && typeof node.value.value === 'string') report(node, node.value.value);
        else if (node.value.type === 'JSXExpressionContainer') checkExpression(node.value.expression);
      },
    };
  },
};
