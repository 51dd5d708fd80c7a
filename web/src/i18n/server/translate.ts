import access from './access.json';
import alerts from './alerts.json';
import configuration from './configuration.json';
import control from './control.json';
import devices from './devices.json';
import gateway from './gateway.json';
import link from './link.json';
import live from './live.json';
import monitor from './monitor.json';
import outside from './outside.json';
import program from './program.json';
import records from './records.json';
import { Matcher } from './Matcher';

/** Portuguese for what the program says in English; `outside` is what others say within it, such as the operating system, `alerts` what its rules tell Prometheus to say. */
const matcher = new Matcher({ ...devices, ...monitor, ...access, ...configuration, ...control, ...gateway, ...link, ...live, ...program, ...alerts, ...outside });

/** The audit's few words would be found in many a sentence. */
const recorded = new Matcher(records, matcher);

export function translate(text: string): string {
  return matcher.translate(text);
}

export function translateRecord(text: string): string {
  return recorded.translate(text);
}
