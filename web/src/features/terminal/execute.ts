import * as z from 'zod/mini';
import { flag, number, text } from '~/api/fields';
import { request, withQuery } from '~/api/http';
import { shapeOf, type Answer } from '~/api/shape';

const TIMEOUT_SECONDS = 30;

type Executed = Answer<'/api/execute_command', 'post'>;

const answerBody = shapeOf<Executed>()({
  result: text,
  data: z.catch(z.nullable(shapeOf<Executed['data']>()({ output: text, command: text, execution_time: number, truncated: flag, error: text })), null),
});

export interface CommandAnswer {
  /** As it was sent: abbreviations written out. */
  readonly command: string;
  readonly output: string;
  readonly seconds: number | null;
  readonly truncated: boolean;
  /** What the router said against the command; null when it took it. */
  readonly error: string | null;
}

export interface Entry {
  readonly id: number;
  readonly command: string;
  readonly kind: 'output' | 'refused' | 'login' | 'failed' | 'running';
  readonly text: string;
  readonly seconds: number | null;
  readonly truncated: boolean;
  readonly rule?: string | null;
  readonly error?: unknown;
}

export async function execute(command: string, router: string | undefined): Promise<CommandAnswer> {
  const answer = await request(withQuery('/api/execute_command', { router }), answerBody, { method: 'POST', body: { command, timeout: TIMEOUT_SECONDS } });
  return {
    command: answer.data?.command ?? command,
    output: answer.data?.output ?? answer.result ?? '',
    seconds: answer.data?.execution_time ?? null,
    truncated: answer.data?.truncated ?? false,
    error: answer.data?.error ?? null,
  };
}
