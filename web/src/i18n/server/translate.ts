import access from './access.json';
import configuration from './configuration.json';
import control from './control.json';
import devices from './devices.json';
import gateway from './gateway.json';
import link from './link.json';
import monitor from './monitor.json';
import outside from './outside.json';
import program from './program.json';
import { Matcher } from './Matcher';

/** Portuguese for what the program says in English; `outside` is what others say within it, such as the operating system. */
export const catalogue = { ...devices, ...monitor, ...access, ...configuration, ...control, ...gateway, ...link, ...program, ...outside };

const matcher = new Matcher(catalogue);

export function translate(text: string): string {
  return matcher.translate(text);
}
