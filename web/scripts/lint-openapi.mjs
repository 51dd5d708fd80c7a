// Lints docs/reference/openapi.json with Redocly's rules; what the product does on purpose is switched off here, with the reason.
import { createConfig, formatProblems, lint } from '@redocly/openapi-core'

const config = await createConfig({
  extends: ['recommended'],
  rules: {
    // The program is run by whoever installs it: there is no server to name, and addresses are the port's own.
    'no-empty-servers': 'off',
    // Public operations answer 200 and 500; a health report has no client error.
    'operation-4xx-response': 'off',
    // WebSockets answer 101.
    'operation-2xx-response': 'off',
    // /api/routers/test and /api/routers/{id}: literals win, as everywhere in the program.
    'no-ambiguous-paths': 'off',
    // A tag is a word to group by.
    'tag-description': 'off',
    'operation-operationId': 'error',
    'operation-summary': 'error',
    'operation-operationId-unique': 'error',
    'no-unused-components': 'error',
    'security-defined': 'error',
  },
})
const problems = await lint({ ref: process.argv[2] ?? '../docs/reference/openapi.json', config })
formatProblems(problems, { format: 'stylish', totals: { errors: problems.length, warnings: 0, ignored: 0 }, version: '1' })
process.exitCode = problems.length > 0 ? 1 : 0
