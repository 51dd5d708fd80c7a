import type { TFunction } from 'i18next';

// What the program says of names and records, each with what it names; what it says more rarely stays as it is.
const known = [
  ['noRecord', /^there is no TXT record (?<name>\S+)$/],
  ['otherRecords', /^none of the (?<count>\d+) TXT records of (?<name>\S+) is the one that was asked for$/],
  ['serverUnsure', /^the DNS server (?<server>\S+) could not say \(code (?<code>\S+)\)$/],
  ['serverAway', /^the DNS server (?<server>\S+) cannot be reached: .*$/],
  ['serverSilent', /^the DNS server (?<server>\S+) did not answer within (?<seconds>\d+) s$/],
  ['belowAnother', /^it is below a name that another tenant has proven$/],
  ['givenAway', /^the platform gave it to another tenant$/],
  ['provenByAnother', /^another tenant has proven it, and its record is still published$/],
  ['replaced', /^another tenant's record is published in its place$/],
  ['needed', /^is required, such as .*$/],
  ['missing', /^is missing$/],
  ['notAlone', /^is a host alone, without .*$/],
  ['noPattern', /^is a name; that of (?<name>\S+) holds for all below it$/],
  ['noName', /^(?:is no host name|has no blanks|has \* only as a whole label in front|is no host name; write .*)$/],
  ['isAddress', /^(?<name>\S+) is an address; a tenant's hosts are names$/],
  ['isLabel', /^(?<name>\S+) is a single label, which cannot be proven$/],
  ['isOurs', /^(?<name>\S+) is (?:the installation's own|served by the installation's own routes)$/],
] as const satisfies readonly (readonly [string, RegExp])[];

const LOST = 'lost: ';

/** In the language of the page. */
export function hostWords(t: TFunction, text: string): string {
  if (text.startsWith(LOST)) return t('hosts.lost', { why: hostWords(t, text.slice(LOST.length)) });
  for (const [key, pattern] of known) {
    const found = pattern.exec(text);
    if (found !== null) return t(`hosts.words.${key}`, { replace: found.groups ?? {} });
  }
  return text;
}

export function wasLost(problem: string | null): boolean {
  return problem?.startsWith(LOST) === true;
}
