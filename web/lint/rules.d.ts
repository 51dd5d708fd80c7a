declare module '*/feature-walls.js' {
  import type { Rule } from 'eslint';
  export const featureWalls: Rule.RuleModule;
}

declare module '*/no-literal-text.js' {
  import type { Rule } from 'eslint';
  export const noLiteralText: Rule.RuleModule;
}
