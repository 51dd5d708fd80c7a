import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { literalsOf, type Literal } from './literals';

export interface Message extends Literal {
  readonly file: string;
}

interface Place {
  /** A folder or file of the program's sources. */
  readonly path: string;
  /** Only what is given to these makes messages there; everything where it is left out. */
  readonly only?: RegExp;
  /** What lies below it and never speaks to a page. */
  readonly except?: RegExp;
}

const source = join(import.meta.dirname, '../../../src');

/** Where texts are made that a page of the console may show. */
const places: readonly Place[] = [
  { path: 'Farol.Devices', except: /^Vrp\/|^Terminals\/(CommandErrors|OutputCleaner|QuestionText|TerminalSettings)\.cs|^TerminalsBusyText\.cs|Settings\.cs$/ },
  { path: 'Farol.Devices/Sessions/RouterConnectionSettings.cs' },
  { path: 'Farol.Devices/Vrp', only: /Unexpected$|^DeviceException$/ },
  { path: 'Farol.Devices/Vrp/VrpParseException.cs' },
  // Messages of people who are away (Telegram, webhooks) are no page.
  { path: 'Farol.Monitor', except: /^Commands\/CommandFamilies\.cs|^Events\/(IncidentText|TelegramNotifier|WebhookNotifier)\.cs/ },
  { path: 'Farol.Access', except: /^Accounts\/NewUser\.cs|^Auditing\/(AuditConditions|SecretMask)\.cs/ },
  // The descriptions of keys are the schema's, which editors of files read; settings are read before there is a page.
  { path: 'Farol.Configuration', except: /Schema(Definitions)?\.cs$|^Settings\// },
  // What joins is told so in its own log; the command line asks the desk.
  { path: 'Farol.Control', except: /Row\.cs$|^Joining\/(GatewayRegistry|JoiningDesk\w*|RemoteLink)\.cs/ },
  // What the gateway answers to the web's clients is theirs, not the console's.
  { path: 'Farol.Gateway', except: /^(Affinity|Forwarding|Http2|Loop|Metering|Native|ProxyProtocol|Upstreams)\/|^Hosting\/(GatewayServer|ObservationPort|StickyKey)\.cs/ },
  // What a gateway reads of its link stands in its own log; the control plane's side is told on the page of the installation.
  { path: 'Farol.Link', except: /^(Joining\/(?!LinkTrust)|Storage|Peers|GatewaySide\/GatewayLink|Endpoints\/(Greetings|Local|Remote|TlsConnector|TlsDial))/ },
  // Its options are judged at the start, before there is a page.
  { path: 'Farol.Live', except: /^(LiveOptions|SocketStream|SocketTakeover)\.cs/ },
  { path: 'Farol.Store', only: /^StoreException$|^new$|^$/, except: /^(?!Sqlite\/Sqlite(Database|Faults|Readers|Writer)\.cs|Postgres\/Postgres(Database|Faults)\.cs)/ },
  { path: 'Farol/Hosting/FarolEndpoints.cs' },
  { path: 'Farol/Hosting/PortPolicy.cs' },
  { path: 'Farol/Settings/RouterSettings.cs', only: /^$/ },
  { path: 'Farol/Simulation/SimulatorProcess.cs', only: /^$/ },
  { path: 'Farol/Supervision/ExitText.cs' },
  { path: 'Farol/Supervision/SupervisedChild.cs' },
];

/** Projects that say nothing to a page, with the reason. */
const silent: Readonly<Record<string, string>> = {
  'Farol.Simulator': 'it speaks as a router does',
  'Farol.Telemetry': 'the log and the metrics are English',
};

/** Projects that are neither read nor said to be silent. */
export function unreadProjects(): string[] {
  const projects = readdirSync(source).filter((name) => name.startsWith('Farol'));
  return projects.filter((name) => silent[name] === undefined && !places.some(({ path }) => path === name || path.startsWith(`${name}/`)));
}

/** What is said to others than the console's people: the log, the database, a router, a developer, a document. */
const toOthers =
  /(^|\.)(Log(Debug|Information|Warning|Error|Critical)?|WithSummary|WithDescription|MapFamily|InvalidOperationException|ArgumentException|ArgumentOutOfRangeException|HttpRequestException|Create\w*(Counter|Gauge|Histogram)|SuppressMessage|GeneratedRegex|(Query|Execute|Scalar|FirstOrDefault|Read)\w*Async|Require(Async)?|Try(Async)?|RunAsync|PollAsync|Contains|StartsWith|EndsWith|IndexOf|TryAfter|SshThread|LinkPeer|TellAsync|Rejected|NotKept|Key|Masked|SectionShape|SilenceAsync|AuditEntry|Key|Masked|SectionShape|ToString)$/;

/** What is no sentence of the program: the router's own words in quotation marks, a command for it, a statement of a database, a type of content. */
const noSentence = /^("[^"{]*"$|display [a-z{]|\s*(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|AND|PRAGMA|ALTER) |application\/|text\/)/;

/** Texts with words in them that never reach a page, or that are no words; each with the reason. */
export const exceptions: Readonly<Record<string, string>> = {
  ' and ': 'joins a list',
  ' or ': 'joins a list',
  '(no user)': 'a name in the debugger',
  'monitor {0}, online every {1} s': 'a name in the debugger',
  'secrets of a router': 'a name in the debugger',
  'username {0}': 'a part of a command',
  'mac-address {0}': 'a part of a command',
  '{0} {1} brief': 'a part of a command',
  'interface {0}': 'a command',
  'undo shutdown': 'a command',
  'yyyy-MM-dd HH:mm:ss': 'a form of time',
  'Bearer ': 'a scheme of HTTP',
  'The password limits of the access options contradict each other': 'a fault of the program, at its start',
  'audit chain': 'a context of a key',
  'data-protection key': 'a context of a key',
  'Basic ': 'a scheme of HTTP',
  '# Revision {0}.\n': 'the head of the configuration as text, which the console reads',
  '# Revision {0}. From the file {1}, to be changed there: {2}.\n': 'the head of the configuration as text, which the console reads',
  '{0} AND is_acknowledged': 'a part of a statement',
  '{0} AND NOT is_acknowledged': 'a part of a statement',
  'CN=ACME challenge': 'a name in a certificate',
  'backend {0}': 'a name of an object',
  'certificate ': 'a name of an object',
  'certificate {0}': 'a name of an object',
  'gateway {0}': 'a name of an object',
  'NE8000 M8 (simulado)': 'a name of a router',
  'listener {0}': 'a name of an object',
  'pool {0}': 'a name of an object',
  'route {0}': 'a name of an object',
  'tenant {0}': 'a name of an object',
  'host {0}': 'a filter in the audit',
  'status {0}-{1}': 'a filter in the audit',
  '{0} per client': 'a name of a limit',
  '{0} per {1}': 'a name of a limit',
  '{0} for route {1}': 'a name of a limit',
  '{0} for tenant {1}': 'a name of a limit',
  '{0} at {1}': 'a name of a gateway',
  'a gateway': 'a name of a gateway',
  '(unknown host)': 'a name of a route',
  'authority of {0}': 'a name of an object',
  'challenge of {0}': 'a name of an object',
  '-----BEGIN CERTIFICATE-----': 'a line of PEM',
  'epoll and io_uring': 'a word of the log',
  'epoll, without io_uring: {0}': 'a word of the log',
  '{0} by {1}': 'a word of the log',
  'connection before its PROXY protocol header': 'a word of the log',
  'This address speaks WebSocket only: connect with ws:// or wss://': 'for programs that ask without a WebSocket',
  'Changes on the way to the backend.': 'a description of the schema',
  'Another port serves this': 'a title that the console does not show',
  'PostgreSQL {0}:{1}/{2}': 'a name of a place',
  'store {0} writer': 'a name of a thread',
  'Conectado ao canal {0}': 'an answer of the old wire, Portuguese from the beginning',
};

function filesBelow(path: string): string[] {
  if (path.endsWith('.cs')) return [path];
  return readdirSync(join(source, path), { withFileTypes: true }).flatMap((entry) => {
    const inner = `${path}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'bin' || entry.name === 'obj' ? [] : filesBelow(inner);
    return inner.endsWith('.cs') && !inner.endsWith('.g.cs') ? [inner] : [];
  });
}

const read = new Map<string, readonly Literal[]>();

function literalsIn(file: string): readonly Literal[] {
  const known = read.get(file) ?? literalsOf(readFileSync(join(source, file), 'utf8'));
  read.set(file, known);
  return known;
}

/** Words, and more than one. */
function isSentence({ template }: Literal): boolean {
  const bare = template.replace(/\{\d+\}/g, '');
  return /\p{L}{2}/u.test(bare) && /\S\s+\S|\S\s$|^[:;,]\s\S/u.test(template) && !noSentence.test(template);
}

/** Every sentence that the program may say on a page. */
export function messages(): Message[] {
  return places.flatMap(({ path, only, except }) =>
    filesBelow(path)
      .filter((file) => !except?.test(file.slice(path.length + 1)))
      .flatMap((file) => literalsIn(file).map((literal) => ({ ...literal, file })))
      .filter((literal) => isSentence(literal) && (only?.test(literal.call) ?? !toOthers.test(literal.call)) && !/ToString\(.*\) =>\s*\S?$/.test(literal.before)),
  );
}

/** What an entry of the audit is given for who did it and what more there is to say: a single word is shown as well. */
const recorded = /\b(Detail|Actor) = [^;]*$/;

/** Names that no language changes. */
const names = new Set(['farol']);

export function recordWords(): Message[] {
  return filesBelow('.')
    .filter((file) => /AuditEntry|ConfigurationChange|RevisionCause/.test(readFileSync(join(source, file), 'utf8')))
    .flatMap((file) => literalsIn(file).map((literal) => ({ ...literal, file })))
    .filter(({ before, template }) => recorded.test(before) && /\p{L}{2}/u.test(template.replace(/\{\d+\}/g, '')) && !names.has(template));
}

/** What the rules for Prometheus that come with the program have Alertmanager say, with a number where a value stands. */
export function annotations(): readonly string[] {
  const rules = readFileSync(join(source, '../deploy/prometheus/farol.rules.yml'), 'utf8');
  return [...rules.matchAll(/^\s+(?:summary|description): "(.*)"$/gm)].map(([, text = '']) => {
    let number = 0;
    return text.replace(/\{\{.*?\}\}/g, () => `{${number++}}`);
  });
}

/** Every text there is in the sources, single words too. */
export function everyText(): Set<string> {
  return new Set([...annotations(), ...filesBelow('.').flatMap((file) => literalsIn(file).map(({ template }) => template))]);
}
